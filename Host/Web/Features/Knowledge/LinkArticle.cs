using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;

namespace Elsa.ITR.Web.Features.Knowledge;

/// <summary>Notes that an article helped with a case, or takes it back; both stand in the timeline.</summary>
public static class LinkArticle
{
    public sealed record Command(string No, Guid ArticleId, bool Unlink);

    public sealed class Handler(ICases cases, KnowledgeDesk desk, AccessScope access) : ICommandHandler<Command, bool>
    {
        /// <returns>False when there is no such case in the viewer's scope, or nothing to take back.</returns>
        /// <exception cref="RuleViolationException">knowledge.unknown, knowledge.not-published.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (await cases.FindByNoAsync(command.No, cancellationToken) is not { } record)
                return false;

            using var system = access.EnterSystem(); // the article's rank changes
            if (command.Unlink)
                return await desk.UnlinkAsync(record, command.ArticleId, cancellationToken);

            await desk.LinkAsync(record, command.ArticleId, cancellationToken);
            return true;
        }
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("/cases/{no}/knowledge/{article:guid}", async Task<IResult> (string no, Guid article, Shell.Command run, CancellationToken cancellationToken) =>
                await RunAsync(run, new Command(no, article, Unlink: false), cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound())
            .RequireAuthorization(Permissions.KnowledgeLink).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Note that an article helped with a case");
        api.MapDelete("/cases/{no}/knowledge/{article:guid}", async Task<IResult> (string no, Guid article, Shell.Command run, CancellationToken cancellationToken) =>
                await RunAsync(run, new Command(no, article, Unlink: true), cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound())
            .RequireAuthorization(Permissions.KnowledgeLink).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Take back that an article helped with a case");
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/cases/{no}/knowledge/{article:guid}", (string no, Guid article, CaseKnowledge.Handler known, Shell.Command run, HttpContext http) =>
            GoAsync(new Command(no, article, Unlink: false), known, run, http)).RequireAuthorization(Permissions.KnowledgeLink);
        pages.MapPost("/cases/{no}/knowledge/{article:guid}/unlink", (string no, Guid article, CaseKnowledge.Handler known, Shell.Command run, HttpContext http) =>
            GoAsync(new Command(no, article, Unlink: true), known, run, http)).RequireAuthorization(Permissions.KnowledgeLink);
    }

    private static async Task<IResult> GoAsync(Command command, CaseKnowledge.Handler known, Shell.Command run, HttpContext http)
    {
        if (!await RunAsync(run, command, http.RequestAborted) || await known.HandleAsync(command.No, http.RequestAborted) is not { } found)
            return Missing.Record(http, command.No);

        return http.WantsFragment() ? Pages.Show<CaseKnowledgeCard>(new { Found = found }) : Pages.Next($"/cases/{command.No}");
    }

    private static Task<bool> RunAsync(Shell.Command run, Command command, CancellationToken cancellationToken) =>
        run.RunAsync<Command, bool>(command, "PUT /api/cases/{no}/knowledge/{article}", null, cancellationToken, command.No, command.ArticleId.ToString());
}
