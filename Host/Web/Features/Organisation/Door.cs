using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Organisation;

/// <summary>What the door says to a try.</summary>
public enum DoorState
{
    Open,

    /// <summary>The password was right; the second factor is asked.</summary>
    CodeNeeded,
    Wrong,
    Locked,

    /// <summary>The password was right, but the account is switched off.</summary>
    Inactive,
}

/// <param name="User">Whose password was right.</param>
/// <param name="Until">When a locked account opens again.</param>
public sealed record DoorAnswer(DoorState State, ItrUser? User = null, DateTimeOffset? Until = null);

/// <summary>Lets people in by password and second factor. Five wrong tries lock a name for a while; a name that nobody has is answered as one that somebody has.</summary>
/// <remarks>A try is counted before it is looked at, so that many at once are no more than five.</remarks>
public sealed partial class Door(
    ItrDbContext db, UserManager<ItrUser> users, IPasswordHasher<ItrUser> hasher, SecondFactor factor, UnknownNames unknown, TimeProvider time, ILogger<Door> log)
{
    public const int Tries = 5;

    public static readonly TimeSpan LockFor = TimeSpan.FromMinutes(15);

    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<ItrUser>().HashPassword(new ItrUser(), Guid.NewGuid().ToString()));

    /// <summary>User name and password.</summary>
    public async Task<DoorAnswer> KnockAsync(string userName, string password, CancellationToken cancellationToken = default)
    {
        if (await users.FindByNameAsync(userName.Trim()) is not { PasswordHash: not null } user)
        {
            hasher.VerifyHashedPassword(new ItrUser(), NobodysHash.Value, password); // takes as long as a real one
            return Refused(userName, unknown.Fail(users.NormalizeName(userName.Trim())!));
        }

        if (await TakeTryAsync(user.Id, cancellationToken) is { } locked)
            return Refused(userName, locked);
        if (!await users.CheckPasswordAsync(user, password))
            return Refused(userName, await LockWhenFullAsync(user.Id, cancellationToken));
        if (!user.IsActive)
            return new DoorAnswer(DoorState.Inactive);
        if (user.TotpSecret is null)
            return await EnterAsync(user, cancellationToken);

        await db.Users.Where(x => x.Id == user.Id && x.AccessFailedCount > 0)
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.AccessFailedCount, x => x.AccessFailedCount - 1), cancellationToken);
        return new DoorAnswer(DoorState.CodeNeeded, user);
    }

    /// <summary>The code of the authenticator app, or a recovery code, after the password.</summary>
    public async Task<DoorAnswer> CodeAsync(ItrUser user, string code, CancellationToken cancellationToken = default)
    {
        if (await TakeTryAsync(user.Id, cancellationToken) is { } locked)
            return Refused(user.UserName!, locked);

        return user.IsActive && await factor.TakeAsync(user, code, cancellationToken)
            ? await EnterAsync(user, cancellationToken)
            : Refused(user.UserName!, await LockWhenFullAsync(user.Id, cancellationToken));
    }

    /// <summary>Whether the person who is signed in knows his password; wrong ones count as at the door.</summary>
    public async Task<bool> KnowsAsync(ItrUser user, string password, CancellationToken cancellationToken = default)
    {
        if (await TakeTryAsync(user.Id, cancellationToken) is not null)
            return false;

        if (!await users.CheckPasswordAsync(user, password))
        {
            await LockWhenFullAsync(user.Id, cancellationToken);
            return false;
        }

        await db.Users.Where(x => x.Id == user.Id).ExecuteUpdateAsync(row => row.SetProperty(x => x.AccessFailedCount, 0), cancellationToken);
        return true;
    }

    private async Task<DoorAnswer> EnterAsync(ItrUser user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await db.Users.Where(x => x.Id == user.Id).ExecuteUpdateAsync(
            row => row.SetProperty(x => x.AccessFailedCount, 0).SetProperty(x => x.LockoutEnd, (DateTimeOffset?)null).SetProperty(x => x.LastSignInAt, now), cancellationToken);
        return new DoorAnswer(DoorState.Open, user);
    }

    /// <returns>Until when the account is locked; null when the try may be looked at.</returns>
    private async Task<DateTimeOffset?> TakeTryAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var taken = await db.Users.Where(x => x.Id == id && x.AccessFailedCount < Tries && (x.LockoutEnd == null || x.LockoutEnd <= now))
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.AccessFailedCount, x => x.AccessFailedCount + 1), cancellationToken);
        return taken == 1 ? null : await LockWhenFullAsync(id, cancellationToken) ?? await db.Users.Where(x => x.Id == id).Select(x => x.LockoutEnd).SingleAsync(cancellationToken);
    }

    private async Task<DateTimeOffset?> LockWhenFullAsync(Guid id, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + LockFor;
        return await db.Users.Where(x => x.Id == id && x.AccessFailedCount >= Tries).ExecuteUpdateAsync(
            row => row.SetProperty(x => x.AccessFailedCount, 0).SetProperty(x => x.LockoutEnd, until), cancellationToken) == 1 ? until : null;
    }

    private DoorAnswer Refused(string userName, DateTimeOffset? until)
    {
        LogRefused(log, userName);
        return until is null ? new DoorAnswer(DoorState.Wrong) : new DoorAnswer(DoorState.Locked, Until: until);
    }

    [LoggerMessage(4010, LogLevel.Warning, "Sign-in refused for {UserName}")]
    private static partial void LogRefused(ILogger logger, string userName);
}
