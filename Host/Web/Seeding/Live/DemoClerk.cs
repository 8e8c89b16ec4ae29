using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Campaigns;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Features.Records;
using Elsa.ITR.Web.Features.Scoring;
using Elsa.ITR.Web.Seeding.Demo;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>Does what people did: registers, takes and completes through the product's own commands, each at its time.</summary>
/// <remarks>Numbers and times are those of the literal data; here they move with the anchor.</remarks>
public sealed class DemoClerk(IServiceProvider services, SeedTime time, SeedNumbers numbers, DemoWorld world)
{
    private readonly CommandExecutor _executor = services.GetRequiredService<CommandExecutor>();
    private readonly DeadlineSweep _sweep = services.GetRequiredService<DeadlineSweep>();
    private readonly OutboxDispatcher _outbox = services.GetRequiredService<OutboxDispatcher>();

    public DemoWorld World => world;

    /// <summary>Lets time pass: everything due on the way fires at its own instant.</summary>
    public async Task WaitUntilAsync(DateTimeOffset instant, CancellationToken cancellationToken)
    {
        while (await NextDueAsync(cancellationToken) is { } due && due <= instant)
        {
            time.MoveTo(due);
            if (await _sweep.RunUntilQuietAsync(cancellationToken) == 0)
                throw new SeedException($"Expected the deadline of {LocalTime.Format(due)} to fire, but nothing did.");
            await _outbox.RunUntilQuietAsync(cancellationToken);
        }

        time.MoveTo(instant);
    }

    /// <summary>Registers a request and starts flow 01.</summary>
    public Task RegisterAsync(string no, string userName, CaseIntake intake) => AsAsync(userName, async scope =>
    {
        Reserve(no);
        await scope.GetRequiredService<RegisterCase.Handler>().HandleAsync(new RegisterCase.Command(intake), CancellationToken.None);
    });

    /// <summary>Opens a business record and starts its flow.</summary>
    public Task OpenAsync(string no, string userName, string kind, IReadOnlyDictionary<string, string?> facts) => AsAsync(userName, async scope =>
    {
        Reserve(no);
        await scope.GetRequiredService<OpenRecord.Handler>().HandleAsync(new OpenRecord.Command(kind, null, facts), CancellationToken.None);
    });

    /// <summary>The next record that a flow opens by itself gets this number.</summary>
    public void Reserve(string no) => numbers.Reserve(No(no));

    /// <summary>Takes the open task of the kind.</summary>
    /// <param name="role">Tells tasks of one kind apart by the role they are offered to; null when there is one.</param>
    public async Task TakeAsync(string no, string userName, string taskType, string? role = null)
    {
        var item = await FindAsync(no, taskType, role);
        await _executor.ExecuteAsync<ClaimWorkItem.Command, bool>(new(item.No, Release: false), await OptionsAsync(userName, No(no)));
    }

    /// <summary>Completes the open task of the kind.</summary>
    public async Task DoAsync(string no, string userName, string taskType, string outcome, IReadOnlyDictionary<string, string?> fields, string? role = null)
    {
        await CompleteAsync(await FindAsync(no, taskType, role), userName, outcome, fields);
    }

    /// <summary>Those who may do it complete the first open tasks of a kind on the boards of a campaign.</summary>
    /// <param name="count">How many; fewer are a mistake of the script.</param>
    public async Task DoOnPartsAsync(string no, string taskType, int count, string outcome, Func<CampaignItem, IReadOnlyDictionary<string, string?>> fields)
    {
        var open = await PartsAsync(No(no), taskType);
        if (open.Count < count)
            throw Missing($"{count} open tasks {taskType} on boards of {No(no)}, there are {open.Count}");
        foreach (var (item, part) in open.Take(count))
            await CompleteAsync(item, WhoMay(item), outcome, fields(part));
    }

    private Task<List<(WorkItem Item, CampaignItem Part)>> PartsAsync(string no, string taskType) => ReadAsync(async db => (await (
            from item in db.Set<WorkItem>()
            join part in db.Set<CampaignItem>() on item.RecordId equals part.Id
            where part.ParentNo == no && item.TaskType == taskType && (item.State == WorkItemState.Created || item.State == WorkItemState.Claimed)
            orderby part.Wave, part.No
            select new { item, part }).AsNoTracking().ToListAsync()).ConvertAll(x => (x.item, x.part)));

    private string WhoMay(WorkItem item) => DemoPeople.All.First(person =>
        person.IsActive && person.Roles.Contains(item.Role)
        && (item.CandidateOrgId is not { } org || world.Org(person.Org) == org || (person.MoreOrgs ?? []).Any(more => world.Org(more) == org))).UserName;

    private async Task CompleteAsync(WorkItem item, string userName, string outcome, IReadOnlyDictionary<string, string?> fields)
    {
        string[] locks = item.InstanceId is { } instance ? [item.RecordNo, $"instance:{instance}"] : [item.RecordNo];
        await _executor.ExecuteAsync<CompleteWorkItem.Command, CompleteWorkItem.Result?>(
            new(item.No, outcome, WithSuggestions(item, outcome, fields), null), await OptionsAsync(userName, locks));
    }

    // What the form suggests is entered as it stands.
    private Dictionary<string, string?> WithSuggestions(WorkItem item, string outcome, IReadOnlyDictionary<string, string?> fields)
    {
        var known = FormJson.Read(item.InputData);
        var form = services.GetRequiredService<IWorkItemForms>().Find(item.FormKey, item.FormVersion)!.For(known);
        var values = new Dictionary<string, string?>(fields, StringComparer.Ordinal);
        foreach (var field in form.Fields.Where(field => !field.ReadOnly && form.IsShown(field, outcome) && known.GetValueOrDefault(field.Key) is string { Length: > 0 } or decimal or true))
            values.TryAdd(field.Key, Convert.ToString(known[field.Key], CultureInfo.InvariantCulture));
        return values;
    }

    /// <summary>The clocks of a case are to stand still; whom the reason names decides.</summary>
    public Task PauseAsync(string no, string userName, string reason, string comment) => AsAsync(userName, scope =>
        scope.GetRequiredService<PauseClocks.Handler>().HandleAsync(new PauseClocks.Command(No(no), reason, comment, null), CancellationToken.None));

    /// <summary>A manager is called by hand.</summary>
    public Task EscalateAsync(string no, string userName, ManagementLevel level, EscalationUrgency urgency, string zh, string en) => AsAsync(userName, async scope =>
    {
        var record = await scope.GetRequiredService<ICases>().FindByNoAsync(No(no)) ?? throw Missing($"case {No(no)}");
        await scope.GetRequiredService<EscalationDesk>().RaiseAsync(record.Ref, level, urgency, new Bilingual(world.Anchor.Text(zh), world.Anchor.Text(en)), "Manual");
    });

    /// <summary>Penalties of the past that nobody has decided yet go into review.</summary>
    public async Task ReviewOpenPenaltiesAsync(string userName)
    {
        var open = await ReadAsync(db => db.Set<Penalty>().AsNoTracking().Where(x => x.State == PenaltyState.Proposed).OrderBy(x => x.No).ToListAsync());
        foreach (var penalty in open)
        {
            await AsAsync(userName, async scope =>
            {
                await scope.GetRequiredService<EventDesk>().PublishAsync(EventNames.PenaltyProposed, penalty.Self);
                await scope.GetRequiredService<IFlows>().StartAsync(PenaltyDesk.ReviewFlow, penalty.Self, new Dictionary<string, object?> { ["subjectNo"] = penalty.RecordNo });
            });
        }
    }

    /// <summary>Somebody confirms or signs the score of a quarter.</summary>
    public Task ScoreAsync(string userName, ScorecardTrigger step, string contractNo, string quarter, string text) => AsAsync(userName, async scope =>
    {
        if (!await scope.GetRequiredService<SignScorecard.Handler>().HandleAsync(new SignScorecard.Command(step, contractNo, quarter, text), CancellationToken.None))
            throw Missing($"contract {contractNo} in {quarter}");
    });

    /// <summary>Form text of a local time of the literal data.</summary>
    public string At(string literal) => FormJson.Text(world.Anchor.At(literal));

    private async Task AsAsync(string userName, Func<IServiceProvider, Task> work)
    {
        await _executor.RunAsync((scope, _) => work(scope), await OptionsAsync(userName));
        await _outbox.RunUntilQuietAsync();
    }

    private async Task<CommandOptions> OptionsAsync(string userName, params string[] locks)
    {
        await using var scope = services.CreateAsyncScope();
        var actor = await scope.ServiceProvider.GetRequiredService<IDirectory>().ActorAsync(world.People[userName].Id) ?? throw Missing($"active account {userName}");
        return new CommandOptions
        {
            Principal = actor.PersonId!.Value.ToString(),
            Route = "demo",
            Locks = locks,
            Prepare = command => command.GetRequiredService<CurrentActor>().Become(actor),
        };
    }

    private string No(string literal) => world.Anchor.Text(literal);

    private Task<WorkItem> FindAsync(string literalNo, string taskType, string? role) => ReadAsync(async db =>
    {
        var no = No(literalNo);
        var open = await db.Set<WorkItem>()
            .Where(x => x.State == WorkItemState.Created || x.State == WorkItemState.Claimed)
            .Where(x => x.RecordNo == no || db.Set<RecordLink>().Any(link => link.RecordId == x.RecordId && db.Set<Case>().Any(record => record.Id == link.CaseId && record.No == no)))
            .ToListAsync();
        return open.Where(x => x.TaskType == taskType && (role is null || x.Role == role)).OrderBy(x => x.No, StringComparer.Ordinal).FirstOrDefault()
            ?? throw Missing($"open task {taskType} {role} of {no}; open are {string.Join(", ", open.Select(x => $"{x.TaskType} ({x.Role})"))}");
    });

    private Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => ReadAsync(db =>
        db.Set<Deadline>().Where(x => x.State == DeadlineState.Pending).MinAsync(x => (DateTimeOffset?)x.DueAt, cancellationToken));

    private async Task<T> ReadAsync<T>(Func<ItrDbContext, Task<T>> read)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        return await read(scope.ServiceProvider.GetRequiredService<ItrDbContext>());
    }

    private static SeedException Missing(string what) => new($"Expected {what} while making the live records.");
}
