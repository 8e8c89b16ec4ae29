using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>Finds the case that a command changes.</summary>
public static class CaseLookup
{
    /// <param name="rowVersion">The version the person saw; null skips the check.</param>
    /// <exception cref="RuleViolationException">case.unknown, case.stale.</exception>
    public static async Task<Case> RequireAsync(this ICases cases, string no, int? rowVersion, CancellationToken cancellationToken) =>
        (await cases.RequireAsync(no, cancellationToken)).AsSeen(rowVersion, "case", no);

    /// <exception cref="RuleViolationException">case.unknown.</exception>
    public static async Task<Case> RequireAsync(this ICases cases, string no, CancellationToken cancellationToken) =>
        await cases.FindByNoAsync(no, cancellationToken) ?? throw new RuleViolationException("case.unknown", ("no", no));
}
