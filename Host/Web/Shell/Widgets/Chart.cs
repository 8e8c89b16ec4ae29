using System.Globalization;

namespace Elsa.ITR.Web.Shell.Widgets;

/// <summary>What a chart shows: series over the same labels. It is drawn as SVG on the server, and every mark leads to what it counts.</summary>
/// <param name="Title">What is shown, for those who do not see it.</param>
public sealed record Chart(string Title, IReadOnlyList<string> Labels, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>Bars stand on each other instead of beside.</summary>
    public bool Stacked { get; init; }

    /// <summary>Written after the numbers of the axis.</summary>
    public string Unit { get; init; } = "";

    /// <summary>A line across: what was aimed at.</summary>
    public double? Target { get; init; }

    /// <summary>Least height of the axis; bars always start at nothing.</summary>
    public double AtLeast { get; init; } = 4;

    /// <summary>Rates are told apart only where the axis does not start at nothing; lines alone may do so.</summary>
    public bool FromLowest { get; init; }
}

/// <param name="Tone">run, warn, breach, pause, met or idle: colour, and the stroke of a line.</param>
public sealed record ChartSeries(string Name, string Tone, IReadOnlyList<ChartMark> Marks)
{
    public bool IsLine { get; init; }
}

/// <param name="Value">Null where there is nothing to say.</param>
/// <param name="Text">The value in words, e.g. <c>94.8 %</c>.</param>
/// <param name="Url">Where what it counts is listed.</param>
public sealed record ChartMark(double? Value, string Text, string? Url = null);

/// <summary>Where the values of a chart lie; x in percent of the width, y in pixels, so that texts keep their size on every screen.</summary>
public sealed class ChartScale
{
    private const double Gutter = 11, Top = 10, Foot = 22;
    private readonly Chart _chart;
    private readonly double _height, _low, _high;

    public ChartScale(Chart chart, double height)
    {
        (_chart, _height) = (chart, height);
        var bars = chart.Series.Where(series => !series.IsLine).ToList();
        var tops = chart.Stacked
            ? Enumerable.Range(0, chart.Labels.Count).Select(at => bars.Sum(series => series.Marks[at].Value ?? 0))
            : bars.SelectMany(series => series.Marks).Select(mark => mark.Value ?? 0);
        var lines = chart.Series.Where(series => series.IsLine).SelectMany(series => series.Marks).Select(mark => mark.Value).OfType<double>().ToList();
        var highest = tops.Concat(lines).Append(chart.Target ?? 0).Append(chart.AtLeast).Max();
        var lowest = chart.FromLowest && lines.Count > 0 ? lines.Append(chart.Target ?? lines[0]).Min() : 0;
        Step = Round((highest - lowest) / 4);
        (_low, _high) = (Math.Floor(lowest / Step) * Step, Math.Ceiling(highest / Step) * Step);
        if (chart.FromLowest && chart.Unit == "%")
            _high = Math.Min(_high, 100);
        if (_high <= _low)
            _low = _high - Step;
    }

    private double Step { get; }

    /// <summary>Numbers of the axis, the lowest first.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            for (var at = _low; at <= _high + (Step / 1000); at += Step)
                yield return at;
        }
    }

    public double Bottom => _height - Foot;

    /// <summary>Width of one label's place.</summary>
    public double Slot => (100 - Gutter) / Math.Max(1, _chart.Labels.Count);

    public double Middle(int label) => Gutter + (Slot * (label + 0.5));

    public double Left => Gutter;

    public double Y(double value) => Bottom - ((value - _low) / (_high - _low) * (Bottom - Top));

    public static string Percent(double value) => value.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    public static string Pixels(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static double Round(double step)
    {
        if (step <= 1)
            return 1;

        var scale = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return scale * new double[] { 1, 2, 5, 10 }.First(nice => nice * scale >= step - 1e-9);
    }
}
