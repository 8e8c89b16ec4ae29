using Elsa.ITR.Domain.Clocks;

namespace Elsa.ITR.Web.Features.Clocks;

/// <summary>Reads clocks under the policy version each was started with.</summary>
public sealed class ClockViews(IPolicies policies, TimeProvider time)
{
    /// <returns>In the order given.</returns>
    public async Task<IReadOnlyList<ClockView>> OfAsync(IReadOnlyList<SlaClock> clocks, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var versions = new Dictionary<int, SlaPolicySet>();
        foreach (var version in clocks.Select(clock => clock.PolicyVersion).Distinct())
            versions[version] = await policies.GetAsync(version, cancellationToken);
        return [.. clocks.Select(clock => ClockView.Of(clock, versions[clock.PolicyVersion], now))];
    }
}
