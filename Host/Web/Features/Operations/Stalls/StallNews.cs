using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Operations.Repairs;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Workflows;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Operations.Stalls;

/// <summary>Tells those who can repair it, once per cause and instance, what failed for good and what stands still.</summary>
internal sealed class StallNews(
    ItrDbContext db, InstanceStalls stalls, CommandExecutor executor, AccessScope access, IStringLocalizer<Ui> texts, IOptions<RuntimeOptions> options, TimeProvider time) : IStallFollower
{
    private const string Stuck = "FLOW_STUCK";
    private const string Faulted = "FLOW_FAULTED";
    private const int BatchSize = 200;
    private const int ReasonLength = 400; // of an exception's message too; the page has all of it

    // A run that ended with its failure is told of as long as somebody may still want to know.
    private static readonly TimeSpan EndedWithin = TimeSpan.FromDays(1);

    public async Task AfterScanAsync(CancellationToken cancellationToken)
    {
        for (string? after = null; ;)
        {
            var batch = await FindAsync(after, cancellationToken);
            if (batch.Count == 0)
                return;

            after = batch[^1].Id;
            foreach (var news in await NewsAsync(batch, cancellationToken))
                await TellAsync(news, cancellationToken);
        }
    }

    private async Task<List<Candidate>> FindAsync(string? after, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - EndedWithin;
        return await db.Set<WorkflowInstance>().AsNoTracking()
            .Where(x => (x.Status == WorkflowStatus.Running && (x.FaultedActivityCount > 0 || x.StalledAt != null)) || (x.SubStatus == WorkflowSubStatus.Faulted && x.UpdatedAt >= since))
            .Where(x => after == null || x.Id.CompareTo(after) > 0)
            .OrderBy(x => x.Id).Take(BatchSize).Select(x => new Candidate(x.Id, x.DefinitionId)).ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<News>> NewsAsync(List<Candidate> batch, CancellationToken cancellationToken)
    {
        var ids = batch.ConvertAll(x => x.Id);
        var told = await ToldAsync(ids, cancellationToken);
        var chinese = await FoundAsync(ids, Languages.Chinese, cancellationToken);
        var untold = chinese.Where(x => !told.Contains((InstanceRecord.KeyOf(x.InstanceId), x.Template, x.Thing))).ToList();
        if (untold.Count == 0)
            return [];

        var english = (await FoundAsync([.. untold.Select(x => x.InstanceId).Distinct()], Languages.English, cancellationToken)).ToLookup(x => (x.InstanceId, x.Thing), x => x.Sentence);
        var flows = batch.ToDictionary(x => x.Id, x => Words.Shipped.Label("FlowDefinition", x.DefinitionId));
        return [.. untold.Select(x => new News(x.InstanceId, x.Template, x.Thing, flows[x.InstanceId], new Bilingual(x.Sentence, english[(x.InstanceId, x.Thing)].FirstOrDefault() ?? x.Sentence)))];
    }

    private async Task<HashSet<(Guid, string, string?)>> ToldAsync(List<string> ids, CancellationToken cancellationToken)
    {
        var keys = ids.ConvertAll(InstanceRecord.KeyOf);
        using var system = access.EnterSystem();
        var rows = await db.Set<Notification>().Where(x => keys.Contains(x.RecordId) && (x.TemplateCode == Stuck || x.TemplateCode == Faulted))
            .Select(x => new { x.RecordId, x.TemplateCode, x.Thing }).Distinct().ToListAsync(cancellationToken);
        return [.. rows.Select(x => (x.RecordId, x.TemplateCode, x.Thing))];
    }

    // A step that is tried again by itself is no news yet.
    private async Task<List<Found>> FoundAsync(IReadOnlyCollection<string> ids, CultureInfo language, CancellationToken cancellationToken)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language;
        try
        {
            var found = new List<Found>();
            foreach (var group in await stalls.OfAsync(ids, cancellationToken))
            {
                var failed = group.Where(x => StallCauses.IsFault(x.Cause)).ToList();
                found.AddRange(failed.Where(x => x.RetryAt is null).Select(x => Worded(group.Key, Faulted, x)));
                if (failed.Count == 0 && StallDiagnosis.ToNote([.. group]) is { } noted)
                    found.Add(Worded(group.Key, Stuck, noted));
            }

            return found;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private Found Worded(string instanceId, string template, Stall stall) =>
        new(instanceId, template, Cut(stall.Noted, Conventions.NameLength), Cut(texts["Stall." + stall.Cause, StallWords.ArgsOf(stall, LocalTime.Format)], ReasonLength));

    private Task TellAsync(News news, CancellationToken cancellationToken) => executor.RunAsync(
        (services, token) => services.GetRequiredService<NotificationDesk>().SendAsync(
            news.Template,
            InstanceRecord.Named(news.InstanceId),
            [RoleCodes.SystemAdmin, RoleCodes.ProcessOwner],
            new Dictionary<string, object?> { ["instanceId"] = news.InstanceId, ["flow"] = news.Flow, ["reason"] = news.Reason },
            thing: news.Thing,
            cancellationToken: token),
        CommandOptions.ForSystem("stalls/tell", options.Value.PrepareBackground, InstanceLocks.Of(news.InstanceId)),
        cancellationToken);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private sealed record Candidate(string Id, string DefinitionId);

    private sealed record Found(string InstanceId, string Template, string Thing, string Sentence);

    private sealed record News(string InstanceId, string Template, string Thing, Bilingual Flow, Bilingual Reason);
}
