using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Engine;

public abstract class OutboxTests(EngineDatabase database)
{
    [Fact]
    public async Task An_internal_row_is_done_right_after_its_command_has_committed()
    {
        await using var host = await database.StartAsync(services => services.AddOutboxHandler<NoteHandler>());

        await host.RunAsync(services => AddRow(services, "n-1"));

        Assert.Equal(["n-1"], (await host.NotesAsync()).Keys);
        Assert.Equal(OutboxState.Done, (await RowAsync(host)).State);
    }

    [Fact]
    public async Task A_row_of_a_command_that_fails_never_exists()
    {
        await using var host = await database.StartAsync(services => services.AddOutboxHandler<NoteHandler>());

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunAsync(async services =>
        {
            await AddRow(services, "n-1");
            throw new InvalidOperationException("rule");
        }));

        Assert.Empty(await host.NotesAsync());
        Assert.Equal(0, await host.ReadAsync(db => db.Set<OutboxMessage>().CountAsync()));
    }

    [Fact]
    public async Task Rows_caused_by_rows_are_done_too()
    {
        await using var host = await database.StartAsync(services => services.AddOutboxHandler<ChainHandler>());

        await host.RunAsync(services => Task.FromResult(services.GetRequiredService<IOutbox>().Add("chain", new ChainHandler.Step(40), isInternal: true)));

        Assert.Equal(41, (await host.NotesAsync()).Count);
    }

    [Fact]
    public async Task What_a_process_leaves_between_commit_and_outbox_is_finished_once_by_another()
    {
        // A process without a handler stands for one that dies after the commit: its inline run finds nothing to call.
        await using var host = await database.StartAsync();
        await using var neighbour = host.Neighbour(services => services.AddOutboxHandler<NoteHandler>());
        await host.RunAsync(services => AddRow(services, "n-1"));
        Assert.Empty(await neighbour.NotesAsync());

        host.Time.MoveTo(host.Time.GetUtcNow().AddMinutes(2));
        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => neighbour.Recovery.RunOnceAsync()));

        Assert.Equal(1, counts.Sum());
        Assert.Equal(["n-1"], (await host.NotesAsync()).Keys);
        Assert.Equal(OutboxState.Done, (await RowAsync(host)).State);
    }

    [Fact]
    public async Task A_failing_row_is_tried_again_and_then_parked_with_its_error()
    {
        await using var host = await database.StartAsync(services => services.AddOutboxHandler<FailingHandler>());
        await host.RunAsync(services => Task.FromResult(services.GetRequiredService<IOutbox>().Add("failing", "{}", isInternal: true)));

        for (var i = 0; i < 5; i++)
        {
            host.Time.MoveTo(host.Time.GetUtcNow().AddMinutes(2));
            await host.Outbox.RunUntilQuietAsync();
        }

        var row = await RowAsync(host);
        Assert.Equal(OutboxState.Parked, row.State);
        Assert.Equal(3, row.Attempts);
        Assert.Contains("no luck", row.Error, StringComparison.Ordinal);
        Assert.Empty(await host.NotesAsync());
    }

    [Fact]
    public async Task An_outside_effect_is_sent_with_its_key_and_can_be_sent_again()
    {
        var sent = new Sent();
        await using var host = await database.StartAsync(services => services.AddSingleton(sent).AddOutboxHandler<MailHandler>());
        await host.RunAsync(services => Task.FromResult(services.GetRequiredService<IOutbox>().Add("mail", new { to = "ann" }, recordId: "case-1")));
        Assert.Empty(sent.Keys);

        await host.Outbox.RunUntilQuietAsync();
        var row = await RowAsync(host);
        await host.Outbox.SendAgainAsync(row.Id, new() { Principal = "ann", Route = "resend" });
        await host.Outbox.RunUntilQuietAsync();

        Assert.Equal([row.Key, row.Key], sent.Keys);
        Assert.Equal(OutboxState.Done, (await RowAsync(host)).State);
    }

    private static Task<OutboxMessage> RowAsync(EngineHost host) => host.ReadAsync(db => db.Set<OutboxMessage>().SingleAsync());

    private static Task AddRow(IServiceProvider services, string noteId)
    {
        services.GetRequiredService<IOutbox>().Add("note", new NoteHandler.Payload(noteId), isInternal: true);
        return Task.CompletedTask;
    }

    private sealed class NoteHandler(EngineDbContext db) : IOutboxHandler
    {
        public string Kind => "note";

        public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            db.Add(new Note { Id = RowJson.Read<Payload>(message.Payload).NoteId });
            return Task.CompletedTask;
        }

        internal sealed record Payload(string NoteId);
    }

    private sealed class ChainHandler(EngineDbContext db, IOutbox outbox) : IOutboxHandler
    {
        public string Kind => "chain";

        public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            var step = RowJson.Read<Step>(message.Payload);
            db.Add(new Note { Id = $"n-{step.Left}" });
            if (step.Left > 0)
                outbox.Add("chain", new Step(step.Left - 1), isInternal: true);
            return Task.CompletedTask;
        }

        internal sealed record Step(int Left);
    }

    private sealed class FailingHandler(EngineDbContext db) : IOutboxHandler
    {
        public string Kind => "failing";

        public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            db.Add(new Note { Id = "never" });
            throw new InvalidOperationException("no luck");
        }
    }

    private sealed class MailHandler(Sent sent) : IOutboxHandler
    {
        public string Kind => "mail";

        public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            sent.Keys.Add(message.Key);
            return Task.CompletedTask;
        }
    }

    private sealed class Sent
    {
        public List<string> Keys { get; } = [];
    }
}
