using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>Finds the case that a command changes.</summary>
public static class CaseLookup
{
    /// <exception cref="RuleViolationException">case.unknown.</exception>
    public static async Task<Case> RequireAsync(this ICases cases, string no, CancellationToken cancellationToken) =>
        await cases.FindByNoAsync(no, cancellationToken) ?? throw new RuleViolationException("case.unknown", ("no", no));
}
