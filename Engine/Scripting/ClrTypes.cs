using System.Globalization;

namespace Elsa.Expressions.JavaScript;

/// <summary>The members of <see cref="TimeSpan"/>, <see cref="Guid"/>, <see cref="DateTime"/>, <see cref="DateTimeOffset"/>, <see cref="Random"/> and LogPersistenceMode that scripts for Elsa use.</summary>
/// <remarks>What they give are copies as everywhere: an instant is a date, a span and a guid are texts that convert back to their types.</remarks>
internal sealed class ClrTypes(TimeProvider time, CommonFunctions common)
{
    private const string RandomCode =
        "var Random=function(){};Random.prototype.Next=function(a,b){var from=b===undefined?0:a;"
        + "var to=b!==undefined?b:a===undefined?2147483647:a;return from+Math.floor(Math.random()*(to-from))};"
        + "Random.prototype.NextDouble=function(){return Math.random()};Random.Shared=new Random();0";

    /// <summary>Adds those that the script names.</summary>
    public void Add(ScriptEngine engine, HashSet<string> words)
    {
        if (words.Contains("Random"))
            engine.Evaluate(RandomCode);
        if (words.Contains("LogPersistenceMode"))
            engine.SetMembers("LogPersistenceMode", new[] { "Inherit", "Include", "Exclude" }.ToDictionary(mode => mode, object? (mode) => mode), []);
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
