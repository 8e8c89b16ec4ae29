using System.Text.RegularExpressions;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Users;

/// <summary>A new account with its first role; its password is shown once and changed by its owner when he first signs in.</summary>
public static partial class AddUser
{
    public sealed record Form(string? UserName, string? NameZh, string? NameEn, string? Email, string? Phone, Guid? OrgId, string? Role, string? Locale);

    /// <param name="Password">Made for it; not stored with the command.</param>
    public sealed record Command(Form Form, string Password);

    public sealed record Choices(IReadOnlyList<Organization> Orgs, IReadOnlyList<string> Roles);

    public sealed partial class Handler(ItrDbContext db, UserScope scope, Passwords passwords, AuditTrail audit) : ICommandHandler<Command, bool>
    {
        /// <exception cref="RuleViolationException">user.name-format, .name-taken, .display-name, .email, .org-misfit, .role-not-yours.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var form = command.Form;
            var name = form.UserName?.Trim() ?? "";
            if (!UserName().IsMatch(name))
                throw new RuleViolationException("user.name-format");
            var normalized = name.ToUpperInvariant();
            if (await db.Users.AnyAsync(x => x.NormalizedUserName == normalized, cancellationToken))
                throw new RuleViolationException("user.name-taken", ("name", name));
            if (string.IsNullOrWhiteSpace(form.NameZh) || form.NameZh.Trim().Length > 40 || form.NameEn?.Trim().Length > 60)
                throw new RuleViolationException("user.display-name");
            if (form.Email is { Length: > 0 } address && !Email().IsMatch(address.Trim()))
                throw new RuleViolationException("user.email");
            if (form.Role is not { } role || !RoleCodes.All.Contains(role) || !scope.MayGrant(role))
                throw new RuleViolationException("user.role-not-yours", ("role", Names.Of("Role", form.Role)));
            if (await scope.Organizations.FirstOrDefaultAsync(x => x.Id == form.OrgId, cancellationToken) is not { } org || !RoleRules.Fits(role, org.Kind))
                throw new RuleViolationException("user.org-misfit", ("role", Names.Of("Role", role)));

            var user = new ItrUser
            {
                UserName = name,
                NormalizedUserName = normalized,
                DisplayNameZh = form.NameZh.Trim(),
                DisplayNameEn = form.NameEn?.Trim() ?? "",
                Email = form.Email?.Trim() is { Length: > 0 } email ? email : null,
                NormalizedEmail = form.Email?.Trim() is { Length: > 0 } mail ? mail.ToUpperInvariant() : null,
                PhoneNumber = form.Phone?.Trim() is { Length: > 0 and <= 40 } phone ? phone : null,
                OrgId = org.Id,
                Locale = form.Locale == "en" ? "en" : "zh-CN",
                LockoutEnabled = true,
            };
            await passwords.SetAsync(user, command.Password, mustChange: true);
            db.Add(user);
            db.Add(new RoleGrant { UserId = user.Id, Role = role });
            audit.Write("user.add", user.Ref, null, $"{role} {org.Code}");
            return true;
        }

        [GeneratedRegex("^[a-z][a-z0-9.-]{2,39}$")]
        private static partial Regex UserName();

        [GeneratedRegex(@"^[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}$")]
        private static partial Regex Email();
    }

    /// <param name="Org">Code of the organisation, e.g. OGD.</param>
    public sealed record Body(string UserName, string NameZh, string? NameEn, string? Email, string? Phone, string Org, string Role, string? Locale);

    /// <param name="Password">To be handed over; it is changed at the first sign-in and shown nowhere else.</param>
    public sealed record Added(string UserName, string Password);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/users", async (Body body, UserScope scope, Shell.Command run, CancellationToken cancellationToken) =>
            {
                var orgId = await scope.FindOrgAsync(body.Org, cancellationToken);
                var command = new Command(new Form(body.UserName, body.NameZh, body.NameEn, body.Email, body.Phone, orgId, body.Role, body.Locale), Passwords.New());
                await run.RunAsync<Command, bool>(command, "POST /api/users", null, cancellationToken); // without a key: the answer to a key is stored, a password must not be
                return TypedResults.Created($"/api/users/{body.UserName}", new Added(body.UserName.Trim(), command.Password));
            })
            .RequireAuthorization(Permissions.UsersEdit).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body("new.engineer", "新工程师", "New Engineer", "new.engineer@example.com", null, "OGD", "Tier1Engineer", "zh-CN"))
            .WithSummary("A new account with its first role; the answer has its one-time password");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/users/new", async (UserScope scope, HttpContext http) =>
            Pages.Show<AddUserPage>(new { Choices = await ChoicesAsync(scope, http) })).RequireAuthorization(Permissions.UsersEdit);

        pages.MapPost("/admin/users/new", async Task<IResult> (
            [FromForm] string? userName, [FromForm] string? nameZh, [FromForm] string? nameEn, [FromForm] string? email, [FromForm] string? phone, [FromForm] Guid? org, [FromForm] string? role, [FromForm] string? locale,
            UserScope scope, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
        {
            var (form, password) = (new Form(userName, nameZh, nameEn, email, phone, org, role, locale), Passwords.New());
            try
            {
                await run.RunAsync<Command, bool>(new Command(form, password), "POST /admin/users/new", null, http.RequestAborted);
                return Pages.Show<OneTimePassword>(new { UserName = form.UserName!.Trim(), Password = password });
            }
            catch (RuleViolationException rule)
            {
                return Pages.Show<AddUserPage>(new { Choices = await ChoicesAsync(scope, http), Typed = form, Error = rule.Words(texts) }, StatusCodes.Status422UnprocessableEntity);
            }
        }).RequireAuthorization(Permissions.UsersEdit);
    }

    private static async Task<Choices> ChoicesAsync(UserScope scope, HttpContext http) => new(
        await scope.Organizations.AsNoTracking().Where(x => x.IsActive && x.Kind != OrganizationKind.Supplier).OrderBy(x => x.Code).ToListAsync(http.RequestAborted),
        [.. RoleCodes.All.Where(scope.MayGrant)]);
}
