using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Seeding;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Commands;

/// <summary><c>users add</c>: the first administrator of an installation; the others are made in the application.</summary>
internal static class UserCommands
{
    private const string PasswordVariable = "ITR_PASSWORD";
    private const int PasswordLength = 12; // as the sign-in demands

    public static ToolCommand Add { get; } = new(
        "users add", "USER --role ROLE[,ROLE] [--org CODE] [--name TEXT]",
        $"Add an account, e.g. the first SystemAdmin; the password is read from {PasswordVariable} or typed", ["role", "org", "name"], AddAsync);

    private static async Task<int> AddAsync(ToolRun run)
    {
        var userName = run.Arguments.Only("USER");
        var roles = RolesOf(run.Arguments.Option("role"));
        var password = await PasswordAsync(run);
        using var host = run.BuildHost();
        await host.Services.PrepareAsync(run.CancellationToken);
        await host.Services.GetRequiredService<CommandExecutor>().RunAsync(
            (scope, token) => StoreAsync(scope, userName, run.Arguments.Option("name") ?? userName, run.Arguments.Option("org"), roles, password, token),
            new CommandOptions
            {
                Principal = CommandOptions.System,
                Route = "users add",
                Prepare = scope => scope.GetRequiredService<CurrentActor>().Become(Actor.System),
            },
            run.CancellationToken);
        await run.Output.WriteLineAsync($"{userName} may sign in as {string.Join(", ", roles)}.");
        return ExitCodes.Done;
    }

    private static async Task StoreAsync(
        IServiceProvider scope, string userName, string name, string? orgCode, IReadOnlyList<string> roles, string password, CancellationToken cancellationToken)
    {
        var db = scope.GetRequiredService<ItrDbContext>();
        var normalized = userName.ToUpperInvariant();
        if (await db.Users.AnyAsync(x => x.NormalizedUserName == normalized, cancellationToken))
            throw new SeedException($"Expected a new account, but {userName} exists. Change it in the application.");

        var user = new ItrUser
        {
            UserName = userName,
            NormalizedUserName = normalized,
            DisplayNameZh = name,
            DisplayNameEn = name,
            OrgId = await OrganisationAsync(db, orgCode, cancellationToken),
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        user.PasswordHash = new PasswordHasher<ItrUser>().HashPassword(user, password);
        db.Add(user);
        db.AddRange(roles.Select(role => new RoleGrant { UserId = user.Id, Role = role }));
    }

    // An empty installation gets its headquarters with the first account.
    private static async Task<Guid> OrganisationAsync(ItrDbContext db, string? code, CancellationToken cancellationToken)
    {
        var known = await db.Set<Organization>().Where(x => code == null ? x.Kind == OrganizationKind.VendorHq : x.Code == code).FirstOrDefaultAsync(cancellationToken);
        if (known is not null)
            return known.Id;
        if (code is not null)
            throw new UsageException($"Expected --org to be the code of an organisation, but \"{code}\" is none.");

        var headquarters = new Organization { Code = "VHQ", NameZh = "厂家总部", NameEn = "Vendor HQ", Kind = OrganizationKind.VendorHq };
        db.Add(headquarters);
        return headquarters.Id;
    }

    private static IReadOnlyList<string> RolesOf(string? text)
    {
        var roles = text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (roles.Length == 0 || Array.Find(roles, role => !RoleCodes.All.Contains(role)) is not null)
            throw new UsageException($"Expected --role to name one or more of {string.Join(", ", RoleCodes.All)}, but it is \"{text}\".");
        return roles;
    }

    private static async Task<string> PasswordAsync(ToolRun run)
    {
        var password = Environment.GetEnvironmentVariable(PasswordVariable);
        if (password is null)
        {
            await run.Output.WriteAsync("Password: ");
            password = await run.Input.ReadLineAsync(run.CancellationToken);
        }

        return password switch
        {
            null or { Length: < PasswordLength } => throw new UsageException($"Expected a password of at least {PasswordLength} characters."),
            DemoAccounts.Password => throw new UsageException("Expected a password of your own, but this is the one of the demonstration."),
            _ => password,
        };
    }
}
