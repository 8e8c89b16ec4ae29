using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Inbox.Filters;

/// <summary>Gives a filter a name, or another one; it may be shared with those who hold a role of the owner.</summary>
public static class SaveFilter
{
    /// <param name="Id">The one to change; null makes one.</param>
    /// <param name="Query">Query of the inbox's address.</param>
    /// <param name="Role">Role to share it with; null for nobody.</param>
    public sealed record Command(Guid? Id, string Name, string Query, string? Role);

    /// <summary>The body of the route.</summary>
    public sealed record Body(string Name, string Query, string? Role);

    public sealed class Handler(ItrDbContext db, AccessScope access, CurrentActor me) : ICommandHandler<Command, Guid?>
    {
        /// <returns>Its id; null when the person made no such filter.</returns>
        /// <exception cref="RuleViolationException">saved-filter.name-length, .name-taken, .empty, .too-long, .too-many, .not-your-role.</exception>
        public async Task<Guid?> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (me.Value.PersonId is not { } person)
                return null;
            var own = await db.Set<SavedFilter>().Where(x => x.OwnerId == person).ToListAsync(cancellationToken);
            var filter = command.Id is { } id ? own.Find(x => x.Id == id) : new SavedFilter { OwnerId = person };
            if (filter is null)
                return null;

            var name = command.Name.Trim();
            var wanted = InboxFilter.Read(command.Query);
            if (name.Length is 0 or > SavedFilter.MostCharacters)
                throw new RuleViolationException("saved-filter.name-length", ("max", SavedFilter.MostCharacters));
            if (own.Exists(x => x != filter && string.Equals(x.Name, name, StringComparison.OrdinalIgnoreCase)))
                throw new RuleViolationException("saved-filter.name-taken", ("name", name));
            if (!wanted.IsNarrowed)
                throw new RuleViolationException("saved-filter.empty");
            if (wanted.Url("").Length > SavedFilter.LongestQuery)
                throw new RuleViolationException("saved-filter.too-long");
            if (command.Role is { } role && !me.Value.Has(role))
                throw new RuleViolationException("saved-filter.not-your-role", ("role", role));

            filter.Name = name;
            filter.Query = wanted.Url("");
            filter.SharedRole = command.Role;
            filter.SharedOrgId = command.Role is null || access.SeesInternal ? null : me.Value.OrgId;
            if (command.Id is null)
            {
                if (own.Count >= SavedFilter.MostPerPerson)
                    throw new RuleViolationException("saved-filter.too-many", ("max", SavedFilter.MostPerPerson));
                db.Add(filter);
            }

            return filter.Id;
        }
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/inbox/filters", async (SavedFilters saved, CancellationToken cancellationToken) =>
                TypedResults.Ok((await saved.ListAsync(cancellationToken)).Select(x => new { x.Id, x.Name, Query = x.Filter.Url(""), x.IsMine, x.SharedRole, x.Count, x.HasMore, x.IsHot })))
            .RequireAuthorization(Permissions.InboxWork)
            .WithSummary("Saved filters of the person and those shared with a role of his, with how much is in each");

        api.MapPost("/inbox/filters", async (Body body, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                TypedResults.Created("/api/inbox/filters", new { Id = await SaveAsync(run, null, body, "POST /api/inbox/filters", key, cancellationToken) }))
            .RequireAuthorization(Permissions.InboxWork).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body("Level 1 of the north", "?view=offered&level=1&region=R3", "DutyManager"))
            .WithSummary("Give a filter of the inbox a name, and share it with a role");

        api.MapPut("/inbox/filters/{id:guid}", async Task<IResult> (Guid id, Body body, Shell.Command run, CancellationToken cancellationToken) =>
                await SaveAsync(run, id, body, "PUT /api/inbox/filters/{id}", null, cancellationToken) is null ? TypedResults.NotFound() : TypedResults.NoContent())
            .RequireAuthorization(Permissions.InboxWork).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body("Level 1 of the north", "?view=offered&level=1&region=R3", null))
            .WithSummary("Change a saved filter of one's own");
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/inbox/filters/new", (HttpContext http) =>
                Pages.Show<SaveFilterDialog>(new { Filter = InboxFilter.Read(http.Request.QueryString.Value ?? "") }))
            .RequireAuthorization(Permissions.InboxWork);

        pages.MapGet("/inbox/filters/{id:guid}", async Task<IResult> (Guid id, SavedFilters saved, HttpContext http) =>
                await saved.FindOwnAsync(id, http.RequestAborted) is { } filter
                    ? Pages.Show<SaveFilterDialog>(new { Filter = InboxFilter.Read(filter.Query), filter.Id, filter.Name, Role = filter.SharedRole })
                    : Missing.Record(http, id.ToString()))
            .RequireAuthorization(Permissions.InboxWork);

        pages.MapPost("/inbox/filters/new", (
                [FromForm] string? name, [FromForm] string? query, [FromForm] string? role, [FromForm] string key, HttpContext http, Shell.Command run, IStringLocalizer<Ui> texts) =>
                SavePageAsync(http, null, new Body(name ?? "", query ?? "", role), key, run, texts))
            .RequireAuthorization(Permissions.InboxWork);
        pages.MapPost("/inbox/filters/{id:guid}", (
                Guid id, [FromForm] string? name, [FromForm] string? query, [FromForm] string? role, [FromForm] string key, HttpContext http, Shell.Command run, IStringLocalizer<Ui> texts) =>
                SavePageAsync(http, id, new Body(name ?? "", query ?? "", role), key, run, texts))
            .RequireAuthorization(Permissions.InboxWork);
    }

    private static async Task<IResult> SavePageAsync(HttpContext http, Guid? id, Body body, string key, Shell.Command run, IStringLocalizer<Ui> texts)
    {
        var filter = InboxFilter.Read(body.Query);
        body = body with { Role = body.Role is { Length: > 0 } role ? role : null };
        try
        {
            if (await SaveAsync(run, id, body, id is null ? "POST /inbox/filters/new" : "POST /inbox/filters/{id}", key, http.RequestAborted) is null)
                return Missing.Record(http, id.ToString()!);
        }
        catch (RuleViolationException rule)
        {
            return Pages.Show<SaveFilterDialog>(new { Filter = filter, Id = id, body.Name, body.Role, Error = rule.Words(texts) }, StatusCodes.Status422UnprocessableEntity);
        }

        http.Say("Filters.Saved", filter.Url(), body.Name.Trim());
        return Dialogs.Done(http, filter.Url());
    }

    private static Task<Guid?> SaveAsync(Shell.Command run, Guid? id, Body body, string route, string? key, CancellationToken cancellationToken) =>
        run.RunAsync<Command, Guid?>(new Command(id, body.Name, body.Query, body.Role), route, key, cancellationToken);
}
