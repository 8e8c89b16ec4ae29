using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Dashboards;
using Elsa.ITR.Web.Features.Operations;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Inbox.Filters;

/// <summary>Every field that the inbox may be narrowed by, with what there is to choose in the person's scope.</summary>
public sealed class FilterFields(ItrDbContext db, DashboardChoices choices)
{
    private const int Most = 300;

    public sealed record Choice(string Value, string Text);

    public sealed record Lists(
        IReadOnlyList<Choice> Types, IReadOnlyList<Choice> Flows, IReadOnlyList<DashboardChoices.Choice> Regions, IReadOnlyList<DashboardChoices.Choice> Customers, IReadOnlyList<Choice> Holders);

    public async Task<Lists> ReadAsync(CancellationToken cancellationToken)
    {
        var open = db.Set<WorkItem>().Open();
        var types = await open.GroupBy(item => item.TaskType).Select(x => new { x.Key, Zh = x.Min(item => item.TitleZh), En = x.Min(item => item.TitleEn) }).Take(Most).ToListAsync(cancellationToken);
        var flows = await open.Where(item => item.FlowId != null).Select(item => item.FlowId!).Distinct().ToListAsync(cancellationToken);
        var holders = await db.Users.Where(user => open.Any(item => item.AssigneeId == user.Id)).OrderBy(user => user.UserName).Take(Most)
            .Select(user => new { user.UserName, user.DisplayNameZh, user.DisplayNameEn }).ToListAsync(cancellationToken);
        var shared = await choices.ReadAsync(cancellationToken);
        return new Lists(
            [.. types.Select(x => new Choice(x.Key, new Bilingual(x.Zh!, x.En!).ToString())).OrderBy(x => x.Text, StringComparer.CurrentCulture)],
            [.. flows.Select(flow => new Choice(flow, FlowNames.Of(flow))).OrderBy(x => x.Text, StringComparer.CurrentCulture)],
            shared.Regions, shared.Customers,
            [.. holders.Select(x => new Choice(x.UserName!, new Bilingual(x.DisplayNameZh, x.DisplayNameEn).ToString()))]);
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/inbox/fields", async (FilterFields fields, CancellationToken cancellationToken) => TypedResults.Ok(await fields.ReadAsync(cancellationToken)))
            .RequireAuthorization(Permissions.InboxWork)
            .WithSummary("What the inbox may be narrowed to: kinds of work, flows, regions, customers, holders");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/inbox/fields", async ([AsParameters] InboxFilter filter, FilterFields fields, CancellationToken cancellationToken) =>
                Pages.Show<FieldsDialog>(new { Filter = filter, Lists = await fields.ReadAsync(cancellationToken) }))
            .RequireAuthorization(Permissions.InboxWork);
}
