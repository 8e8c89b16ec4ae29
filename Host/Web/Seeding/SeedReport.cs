using System.Globalization;

namespace Elsa.ITR.Web.Seeding;

/// <summary>What was stored, in the order it was.</summary>
public sealed class SeedReport
{
    private readonly List<(string What, int Count)> _lines = [];

    public IReadOnlyList<(string What, int Count)> Lines => _lines;

    public void Add(string what, int count)
    {
        if (count > 0)
            _lines.Add((what, count));
    }

    public void Add(SeedReport other) => _lines.AddRange(other._lines);

    public override string ToString() =>
        _lines.Count == 0 ? "Nothing was missing." : "Stored " + string.Join(", ", _lines.Select(line => line.Count.ToString("N0", CultureInfo.InvariantCulture) + " " + line.What)) + ".";
}
