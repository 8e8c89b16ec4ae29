using Elsa.Workflows.Runtime.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Engine;

public abstract class CommandTests(EngineDatabase database)
{
    [Fact]
    public async Task The_same_key_has_one_effect_and_one_answer()
    {
        await using var host = await database.StartAsync();

        var first = await host.RunAsync(services => AddNote(services, "n-1"), key: "k", body: "b");
        var second = await host.RunAsync(services => AddNote(services, "n-2"), key: "k", body: "b");

        Assert.Equal("n-1", first);
        Assert.Equal("n-1", second);
        Assert.Equal(["n-1"], (await host.NotesAsync()).Keys);
    }

    [Fact]
    public async Task The_same_key_at_once_has_one_effect_and_one_answer()
    {
        await using var host = await database.StartAsync();
        await using var neighbour = host.Neighbour();

        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(i =>
            (i % 2 == 0 ? host : neighbour).RunAsync(services => AddNote(services, $"n-{i}"), key: "k", body: "b")));

        Assert.Single(answers.Distinct());
        Assert.Equal([answers[0]], (await host.NotesAsync()).Keys);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_refused()
    {
        await using var host = await database.StartAsync();
        await host.RunAsync(services => AddNote(services, "n-1"), key: "k", body: "b");

        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => host.RunAsync(services => AddNote(services, "n-2"), key: "k", body: "other"));
    }

    [Fact]
    public async Task A_failed_command_is_not_remembered_and_changes_nothing()
    {
        await using var host = await database.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunAsync<string>(
            async services =>
            {
                await AddNote(services, "n-1");
                throw new InvalidOperationException("rule");
            },
            key: "k"));
        var answer = await host.RunAsync(services => AddNote(services, "n-2"), key: "k");

        Assert.Equal("n-2", answer);
        Assert.Equal(["n-2"], (await host.NotesAsync()).Keys);
    }

    [Fact]
    public async Task A_version_conflict_is_run_again_from_fresh_state()
    {
        await using var host = await database.StartAsync();
        await using var neighbour = host.Neighbour();
        await host.RunAsync(services => AddNote(services, "n"));
        var runs = 0;

        await host.RunAsync(async services =>
        {
            var note = await services.GetRequiredService<EngineDbContext>().Notes.SingleAsync();
            if (++runs == 1)
                await neighbour.RunAsync(other => Append(other, "b"));
            note.Text += "a";
        });

        Assert.Equal(2, runs);
        Assert.Equal("ba", (await host.NotesAsync())["n"]);
    }

    [Fact]
    public async Task After_three_conflicts_the_caller_is_told()
    {
        await using var host = await database.StartAsync();
        await using var neighbour = host.Neighbour();
        await host.RunAsync(services => AddNote(services, "n"));

        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => host.RunAsync(async services =>
        {
            var note = await services.GetRequiredService<EngineDbContext>().Notes.SingleAsync();
            await neighbour.RunAsync(other => Append(other, "b"));
            note.Text += "a";
        }));

        Assert.Equal("bbb", (await host.NotesAsync())["n"]);
    }

    [Fact]
    public async Task Commands_with_the_same_lock_queue_and_meet_no_conflict()
    {
        await using var host = await database.StartAsync();
        await host.RunAsync(services => AddNote(services, "n"));
        var runs = 0;

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.RunAsync(
            async services =>
            {
                Interlocked.Increment(ref runs);
                await Append(services, "x");
            },
            "note:n")));

        Assert.Equal(20, runs);
        Assert.Equal(20, (await host.NotesAsync())["n"].Length);
    }

    [Fact]
    public async Task A_command_saves_once()
    {
        await using var host = await database.StartAsync();

        var saves = await host.Commits.DuringAsync(() => host.RunAsync(
            async services =>
            {
                await AddNote(services, "n-1");
                return await AddNote(services, "n-2");
            },
            key: "k"));

        Assert.Equal(1, saves);
    }

    private static Task<string> AddNote(IServiceProvider services, string id)
    {
        services.GetRequiredService<EngineDbContext>().Add(new Note { Id = id });
        return Task.FromResult(id);
    }

    private static async Task Append(IServiceProvider services, string text) =>
        (await services.GetRequiredService<EngineDbContext>().Notes.SingleAsync()).Text += text;
}
