using System.Globalization;

namespace Elsa.Expressions.JavaScript;

/// <summary>The members of <see cref="TimeSpan"/>, <see cref="Guid"/>, <see cref="DateTime"/> and <see cref="DateTimeOffset"/> that scripts for Elsa use.</summary>
/// <remarks>What they give are copies as everywhere: an instant is a date, a span and a guid are texts that convert back to their types.</remarks>
internal sealed class ClrTypes(TimeProvider time, CommonFunctions common)
{
    /// <summary>Adds those that the script names.</summary>
    public void Add(ScriptEngine engine, HashSet<string> words)
    {
        if (words.Contains("TimeSpan"))
            engine.SetMembers("TimeSpan", new() { ["Zero"] = TimeSpan.Zero }, Spans());
        if (words.Contains("Guid"))
            engine.SetMembers("Guid", new() { ["Empty"] = Guid.Empty }, new() { ["NewGuid"] = _ => common.NewGuid(), ["Parse"] = x => Guid.Parse(Text(x)) });
        foreach (var name in (string[])["DateTime", "DateTimeOffset"])
            if (words.Contains(name))
                engine.SetMembers(name, Now(), new() { ["Parse"] = x => DateTimeOffset.Parse(Text(x), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) });
    }

    private static Dictionary<string, Func<object?[], object?>> Spans() => new()
    {
        ["FromDays"] = x => TimeSpan.FromDays(Number(x)),
        ["FromHours"] = x => TimeSpan.FromHours(Number(x)),
        ["FromMinutes"] = x => TimeSpan.FromMinutes(Number(x)),
        ["FromSeconds"] = x => TimeSpan.FromSeconds(Number(x)),
        ["FromMilliseconds"] = x => TimeSpan.FromMilliseconds(Number(x)),
        ["Parse"] = x => TimeSpan.Parse(Text(x), CultureInfo.InvariantCulture),
    };

    /// <summary>The time of the engine, in UTC: there is no local time on a server.</summary>
    private Dictionary<string, object?> Now()
    {
        var now = time.GetUtcNow();
        return new() { ["UtcNow"] = now, ["Now"] = now, ["Today"] = new DateTimeOffset(now.Date, TimeSpan.Zero) };
    }

    private static double Number(object?[] arguments) => Convert.ToDouble(arguments.ElementAtOrDefault(0), CultureInfo.InvariantCulture);

    private static string Text(object?[] arguments) => Convert.ToString(arguments.ElementAtOrDefault(0), CultureInfo.InvariantCulture) ?? "";
}
