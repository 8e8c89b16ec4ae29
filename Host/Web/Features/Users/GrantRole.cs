using Elsa.ITR.Data;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Users;

/// <summary>Puts a person into the group of a role and an organisation, or takes him out; it holds from his next click on.</summary>
public static class GrantRole
{
    /// <param name="OrgId">The organisation it is held for.</param>
    public sealed record Command(string UserName, string Role, Guid OrgId, string Reason);

    public sealed record Revoke(string UserName, Guid GrantId, string Reason);

    public sealed class Handler(ItrDbContext db, UserScope scope, AuditTrail audit) : ICommandHandler<Command, bool>, ICommandHandler<Revoke, bool>
    {
        /// <returns>False when there is no such account in the viewer's scope.</returns>
        /// <exception cref="RuleViolationException">user.reason-required, .unknown-role, .role-not-yours, .org-misfit, .role-held, .role-conflict.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (await scope.FindAsync(command.UserName, cancellationToken) is not { } user)
                return false;
            if (command.Reason.Length == 0)
                throw new RuleViolationException("user.reason-required");
            if (!RoleCodes.All.Contains(command.Role))
                throw new RuleViolationException("user.unknown-role", ("role", command.Role));
            if (!scope.MayGrant(command.Role))
                throw new RuleViolationException("user.role-not-yours", ("role", Names.Of("Role", command.Role)));
            if (await scope.Organizations.FirstOrDefaultAsync(x => x.Id == command.OrgId, cancellationToken) is not { } org || !RoleRules.Fits(command.Role, org.Kind))
                throw new RuleViolationException("user.org-misfit", ("role", Names.Of("Role", command.Role)));

            var held = await db.Set<RoleGrant>().Where(x => x.UserId == user.Id).ToListAsync(cancellationToken);
            if (held.Exists(x => x.Role == command.Role && (x.OrgScopeId ?? user.OrgId) == org.Id))
                throw new RuleViolationException("user.role-held", ("role", Names.Of("Role", command.Role)), ("org", org.Name));
            if (RoleRules.ConflictOf([.. held.Select(x => x.Role), command.Role]) is { } conflict)
                throw new RuleViolationException("user.role-conflict", ("one", Names.Of("Role", conflict.One)), ("other", Names.Of("Role", conflict.Other)));

            db.Add(new RoleGrant { UserId = user.Id, Role = command.Role, OrgScopeId = org.Id == user.OrgId ? null : org.Id });
            audit.Write("user.roles", user.Ref, null, $"{command.Role} {org.Code}", command.Reason);
            return true;
        }

        /// <returns>False when there is no such account or grant in the viewer's scope.</returns>
        /// <exception cref="RuleViolationException">user.reason-required, .role-not-yours, .last-admin.</exception>
        public async Task<bool> HandleAsync(Revoke command, CancellationToken cancellationToken)
        {
            if (await scope.FindAsync(command.UserName, cancellationToken) is not { } user
                || await db.Set<RoleGrant>().FirstOrDefaultAsync(x => x.Id == command.GrantId && x.UserId == user.Id, cancellationToken) is not { } grant)
                return false;
            if (command.Reason.Length == 0)
                throw new RuleViolationException("user.reason-required");
            if (!scope.MayGrant(grant.Role))
                throw new RuleViolationException("user.role-not-yours", ("role", Names.Of("Role", grant.Role)));
            if (grant.Role == RoleCodes.SystemAdmin)
                await scope.RequireAdminBesidesAsync(user.Id, cancellationToken);

            var orgId = grant.OrgScopeId ?? user.OrgId;
            var code = await db.Set<Organization>().Where(x => x.Id == orgId).Select(x => x.Code).FirstOrDefaultAsync(cancellationToken);
            db.Remove(grant);
            audit.Write("user.roles", user.Ref, $"{grant.Role} {code}", null, command.Reason);
            return true;
        }
    }

    /// <param name="Org">Code of the organisation it is held for.</param>
    public sealed record Body(string Role, string Org, string Reason);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/users/{name}/roles", async Task<Results<NoContent, NotFound>> (
                string name, Body body, UserScope scope, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
            {
                var orgId = await scope.FindOrgAsync(body.Org, cancellationToken);
                var command = new Command(name, body.Role, orgId ?? Guid.Empty, body.Reason.Trim());
                return await run.RunAsync<Command, bool>(command, "POST /api/users/{name}/roles", key, cancellationToken, $"user:{name}") ? TypedResults.NoContent() : TypedResults.NotFound();
            })
            .RequireAuthorization(Permissions.UsersEdit).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body("DutyManager", "OGD", "Stands in until spring"))
            .WithSummary("Put a person into the group of a role and an organisation");

        api.MapDelete("/users/{name}/roles/{id:guid}", async Task<Results<NoContent, NotFound>> (
                string name, Guid id, [FromQuery] string reason, Shell.Command run, CancellationToken cancellationToken) =>
                await run.RunAsync<Revoke, bool>(new Revoke(name, id, reason.Trim()), "DELETE /api/users/{name}/roles/{id}", null, cancellationToken, $"user:{name}")
                    ? TypedResults.NoContent()
                    : TypedResults.NotFound())
            .RequireAuthorization(Permissions.UsersEdit).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Take a person out of a group; \"reason\" says why");
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/admin/users/{name}/roles", (
            string name, [FromForm] string? role, [FromForm] Guid? org, [FromForm] string? reason, [FromForm] string? key,
            GetUser.Handler users, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
            RunAsync(name, users, texts, http, () => run.RunAsync<Command, bool>(
                new Command(name, role ?? "", org ?? Guid.Empty, reason?.Trim() ?? ""), "POST /admin/users/{name}/roles", key, http.RequestAborted, $"user:{name}"))).RequireAuthorization(Permissions.UsersEdit);

        pages.MapPost("/admin/users/{name}/roles/{id:guid}/end", (
            string name, Guid id, [FromForm] string? reason, [FromForm] string? key, GetUser.Handler users, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
            RunAsync(name, users, texts, http, () => run.RunAsync<Revoke, bool>(
                new Revoke(name, id, reason?.Trim() ?? ""), "POST /admin/users/{name}/roles/{id}/end", key, http.RequestAborted, $"user:{name}"))).RequireAuthorization(Permissions.UsersEdit);
    }

    private static async Task<IResult> RunAsync(string name, GetUser.Handler users, IStringLocalizer<Ui> texts, HttpContext http, Func<Task<bool>> command)
    {
        try
        {
            if (!await command())
                return Missing.Record(http, name);

            http.Say("Users.RolesChanged", null, name);
            return Pages.Next($"/admin/users/{name}");
        }
        catch (RuleViolationException rule)
        {
            return await GetUser.ShowAsync(name, users, http, rule.Words(texts));
        }
    }
}
