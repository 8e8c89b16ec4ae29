using System.Globalization;

namespace Elsa.ITR.Web.Features.Dashboards;

/// <summary>A part of a whole; nothing of nothing is no rate.</summary>
public readonly record struct Share(int Part, int All)
{
    public double? Percent => All == 0 ? null : 100.0 * Part / All;

    public override string ToString() => Percent is { } percent ? percent.ToString("0.#", CultureInfo.InvariantCulture) + " %" : "–";

    public static Share operator +(Share left, Share right) => Sum(left, right);

    public static Share Sum(Share left, Share right) => new(left.Part + right.Part, left.All + right.All);

    public static Share Sum(IEnumerable<Share> shares) => shares.Aggregate(default(Share), Sum);
}
