using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Pages of the flows: list, one flow, comparison, publishing, migrating.</summary>
public static class ShowFlows
{
    public const string Health = "/processes/health";

    private static readonly IReadOnlyDictionary<string, string> NoSteps = new Dictionary<string, string>();

    public static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/processes", async (string? view, ListFlows.Handler handler, HttpContext http) =>
            Pages.Show<FlowsPage>(new { Flows = await handler.HandleAsync(view, http.RequestAborted) })).RequireAuthorization(Permissions.FlowsRead);

        pages.MapGet(Health, async (string? period, GetFlowHealth.Handler handler, HttpContext http) =>
            Pages.Show<FlowHealthPage>(new { Health = await handler.HandleAsync(period, http.RequestAborted) })).RequireAuthorization(Permissions.FlowsRead);

        pages.MapGet("/processes/{definitionId}", async Task<IResult> (string definitionId, int? version, GetFlow.Handler handler, HttpContext http) =>
            await handler.HandleAsync(definitionId, version, http.RequestAborted) is { } flow ? Pages.Show<FlowPage>(new { Flow = flow }) : Missing.Record(http, definitionId))
            .RequireAuthorization(Permissions.FlowsRead);

        pages.MapGet("/processes/{definitionId}/diff", async Task<IResult> (string definitionId, [AsParameters] CompareVersions.Query query, CompareVersions.Handler handler, HttpContext http) =>
            await handler.HandleAsync(definitionId, query, withPicture: true, http.RequestAborted) is { } result ? Pages.Show<DiffPage>(new { Comparison = result }) : Missing.Record(http, definitionId))
            .RequireAuthorization(Permissions.FlowsRead);

        pages.MapGet("/processes/{definitionId}/migrations/{id:guid}", async Task<IResult> (string definitionId, Guid id, GetMigration.Handler handler, HttpContext http) =>
            await handler.HandleAsync(definitionId, id, http.RequestAborted) is { } details ? Pages.Show<MigrationPage>(new { Migration = details }) : Missing.Record(http, definitionId))
            .RequireAuthorization(Permissions.FlowsRead);

        MapPublish(pages);
        ImportFlow.MapPage(pages);
        CopyChange.MapPage(pages);
        ExportFlow.MapPage(pages);
        DiscardDraft.MapPage(pages);
    }

    // Publishing a draft, going back to an older version, and migrating to what is published: one page, the version says which.
    private static void MapPublish(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/processes/{definitionId}/publish", async Task<IResult> (string definitionId, int? version, GetImpact.Handler handler, HttpContext http) =>
        {
            var fields = http.Request.Query.SelectMany(x => x.Value.Select(value => (x.Key, value))).ToList();
            return await handler.HandleAsync(definitionId, version, StepsOf(fields), http.RequestAborted) is { } impact
                ? Pages.Show<PublishPage>(new { Impact = impact, Choices = ChoicesOf(fields) })
                : Missing.Record(http, definitionId);
        }).RequireAuthorization(Permissions.FlowsEdit);

        pages.MapPost("/processes/{definitionId}/publish", async Task<IResult> (
            string definitionId, IFormCollection form, GetImpact.Handler handler, Shell.Command run, HttpContext http) =>
        {
            var fields = form.SelectMany(x => x.Value.Select(value => (x.Key, value))).ToList();
            var (steps, choices, note, version) = (StepsOf(fields), ChoicesOf(fields), form["note"].ToString().Trim(), int.TryParse(form["version"], out var number) ? number : 0);
            try
            {
                var migration = form["published"] == "true"
                    ? (await MigrateInstances.RunAsync(new MigrateInstances.Command(definitionId, version, note, choices, steps), form["key"], run, http.RequestAborted))?.MigrationId
                    : await PublishAsync(new PublishFlow.Command(definitionId, version, form["hash"].ToString(), note, choices, steps), form["key"], run, http);
                return Pages.Next(migration is { } id ? $"/processes/{definitionId}/migrations/{id}" : $"/processes/{definitionId}");
            }
            catch (RuleViolationException broken) when (!broken.IsConflict())
            {
                return await handler.HandleAsync(definitionId, version, steps, http.RequestAborted) is { } impact
                    ? Pages.Show<PublishPage>(new { Impact = impact, Error = broken, Note = note, Choices = choices }, StatusCodes.Status422UnprocessableEntity)
                    : Missing.Record(http, definitionId);
            }
        }).RequireAuthorization(Permissions.FlowsEdit);
    }

    private static async Task<Guid?> PublishAsync(PublishFlow.Command command, string? key, Shell.Command run, HttpContext http)
    {
        var done = await PublishFlow.RunAsync(command, key, run, http.RequestAborted) ?? throw new RuleViolationException("flow.stale", ("version", command.Version));
        http.Say("Processes.Published", null, done.Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return done.MigrationId;
    }

    // step:OLD=NEW, choice:GROUP=Now, only:GROUP=INSTANCE
    private static IReadOnlyDictionary<string, string> StepsOf(IEnumerable<(string Key, string? Value)> fields) =>
        fields.Where(x => x.Key.StartsWith("step:", StringComparison.Ordinal) && x.Value is { Length: > 0 }).DistinctBy(x => x.Key)
            .ToDictionary(x => x.Key["step:".Length..], x => x.Value!) is { Count: > 0 } steps ? steps : NoSteps;

    private static List<GroupChoice> ChoicesOf(IReadOnlyCollection<(string Key, string? Value)> fields) =>
    [
        .. fields.Where(x => x.Key.StartsWith("choice:", StringComparison.Ordinal) && Enum.TryParse<MigrationChoice>(x.Value, out _)).Select(x =>
        {
            var group = x.Key["choice:".Length..];
            return new GroupChoice(group, Enum.Parse<MigrationChoice>(x.Value!), [.. fields.Where(y => y.Key == $"only:{group}" && y.Value is not null).Select(y => y.Value!)]);
        }),
    ];
}
