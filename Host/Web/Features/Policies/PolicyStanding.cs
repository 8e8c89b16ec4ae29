using Elsa.ITR.Domain.Clocks;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>Where a version stands to those who read it.</summary>
public enum PolicyStanding
{
    /// <summary>May be edited; binds nothing.</summary>
    Draft,

    /// <summary>Published; its date has not come.</summary>
    Scheduled,

    /// <summary>New records bind it.</summary>
    InForce,

    /// <summary>Only records that started under it still follow it.</summary>
    Retired,
}

/// <summary>Finds it for all versions together.</summary>
public static class PolicyStandings
{
    /// <param name="inForce">Number of the version in force.</param>
    public static PolicyStanding Of(PolicyState state, int number, DateTimeOffset? from, int inForce, DateTimeOffset now) =>
        state == PolicyState.Draft ? PolicyStanding.Draft
        : from > now ? PolicyStanding.Scheduled
        : number == inForce ? PolicyStanding.InForce
        : PolicyStanding.Retired;
}
