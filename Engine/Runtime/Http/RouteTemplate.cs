using System.Globalization;

namespace Elsa.Http;

/// <summary>A path with parameters: <c>orders/{id}</c>, <c>orders/{id:int}/{part?}</c>, <c>files/{*path}</c>.</summary>
/// <remarks>
/// A template is found by hash, without a table of all routes: a parameter segment is stored as <c>{}</c>, and a request asks for
/// every way in which its own segments could be parameters (<see cref="Shapes"/>). What is found is matched here.
/// </remarks>
public sealed class RouteTemplate
{
    /// <summary>Most segments of a path; 2^8 shapes are asked for in one query.</summary>
    public const int MaximumSegments = 8;

    private const string Parameter = "{}";
    private const string CatchAll = "{*}";

    private readonly Segment[] _segments;

    private RouteTemplate(string path, Segment[] segments) => (Path, _segments) = (path, segments);

    /// <summary>The path as written, with a leading slash and without a trailing one.</summary>
    public string Path { get; }

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">The path is no template; the message says what was expected.</exception>
    public static RouteTemplate Parse(string path)
    {
        var parts = Split(path);
        if (parts.Length > MaximumSegments)
            throw new FormatException($"Expected a path of at most {MaximumSegments} segments, but '{path}' has {parts.Length}.");

        var segments = parts.Select(part => Segment.Parse(part, path)).ToArray();
        foreach (var (index, segment) in segments.Index())
            if (index < segments.Length - 1 && (segment.IsCatchAll || segment.IsOptional))
                throw new FormatException($"Expected '{segment.Text}' to be the last segment of '{path}', because it may be empty or hold several.");
        if (segments.Where(x => x.Name is not null).GroupBy(x => x.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(x => x.Count() > 1) is { } twice)
            throw new FormatException($"Expected every parameter of '{path}' to have a name of its own, but '{twice.Key}' occurs twice.");
        return new RouteTemplate("/" + string.Join('/', parts), segments);
    }

    /// <summary>What the template is stored under: parameters without their names, texts in lower case. Two when the last segment is optional.</summary>
    public IEnumerable<string> Keys()
    {
        yield return Key(_segments.Select(x => x.Key));
        if (_segments is [.., { IsOptional: true }])
            yield return Key(_segments.SkipLast(1).Select(x => x.Key));
    }

    /// <summary>Every key under which a template that fits the path could be stored; none when the path is too long.</summary>
    public static IEnumerable<string> Shapes(string path)
    {
        var parts = Split(path).Select(x => x.ToLowerInvariant()).ToArray();
        if (parts.Length > MaximumSegments)
            yield break;

        for (var used = 0; used <= parts.Length; used++)
        {
            // A catch-all may begin after any number of segments; without one, all segments are used.
            for (var mask = 0; mask < 1 << used; mask++)
            {
                var chosen = mask;
                var shape = parts.Take(used).Select((part, index) => (chosen >> index & 1) == 1 ? Parameter : part).ToList();
                if (used == parts.Length)
                    yield return Key(shape);
                if (used < MaximumSegments)
                    yield return Key(shape.Append(CatchAll));
            }
        }
    }

    /// <summary>Values of the parameters, or null when the path does not fit. Names and texts match without regard to case.</summary>
    public Dictionary<string, object>? Match(string path)
    {
        var parts = Split(path);
        var values = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < _segments.Length; index++)
        {
            var segment = _segments[index];
            if (segment.IsCatchAll)
            {
                values[segment.Name!] = string.Join('/', parts.Skip(index));
                return values;
            }

            if (index >= parts.Length)
                return segment.IsOptional ? values : null;
            if (!segment.Matches(parts[index], values))
                return null;
        }

        return parts.Length > _segments.Length ? null : values;
    }

    /// <summary>Order of preference: texts before parameters before catch-alls, from the left; smaller comes first.</summary>
    public string Rank() => string.Concat(_segments.Select(x => x.IsCatchAll ? '3' : x.Name is null ? '0' : x.HasConstraint ? '1' : '2'));

    private static string Key(IEnumerable<string> segments) => "/" + string.Join('/', segments);

    private static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private sealed record Segment(string Text, string? Name, string? Constraint, bool IsOptional, bool IsCatchAll)
    {
        public bool HasConstraint => Constraint is not null;

        public string Key => IsCatchAll ? CatchAll : Name is null ? Text.ToLowerInvariant() : Parameter;

        public static Segment Parse(string text, string path)
        {
            if (!text.Contains('{') && !text.Contains('}'))
                return new Segment(text, null, null, false, false);
            if (text is not ['{', .. var inner, '}'] || inner.Contains('{') || inner.Contains('}'))
                throw new FormatException($"Expected a segment of '{path}' to be a text or one parameter such as {{id}}, but found '{text}'.");

            var isCatchAll = inner.StartsWith('*');
            var isOptional = inner.EndsWith('?');
            var parts = inner.Trim('*', '?').Split(':', 2);
            if (parts[0].Length == 0 || !parts[0].All(x => char.IsLetterOrDigit(x) || x == '_'))
                throw new FormatException($"Expected parameter '{text}' of '{path}' to have a name of letters, digits or underscores.");
            if (parts is [_, var constraint] && !RouteConstraints.IsKnown(constraint))
                throw new FormatException($"Expected the constraint of '{text}' in '{path}' to be one of {RouteConstraints.Names}, but it is '{constraint}'.");
            return new Segment(text, parts[0], parts.ElementAtOrDefault(1), isOptional, isCatchAll);
        }

        public bool Matches(string part, Dictionary<string, object> values)
        {
            if (Name is null)
                return part.Equals(Text, StringComparison.OrdinalIgnoreCase);
            if (Constraint is not null && !RouteConstraints.Holds(Constraint, part))
                return false;
            values[Name] = part;
            return true;
        }
    }
}

/// <summary>What may stand after the colon of a parameter.</summary>
internal static class RouteConstraints
{
    private static readonly Dictionary<string, Func<string, bool>> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["int"] = text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ["long"] = text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ["decimal"] = text => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
        ["double"] = text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        ["bool"] = text => bool.TryParse(text, out _),
        ["guid"] = text => Guid.TryParse(text, out _),
        ["datetime"] = text => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ["alpha"] = text => text.Length > 0 && text.All(char.IsAsciiLetter),
    };

    public static string Names => string.Join(", ", All.Keys.Order(StringComparer.Ordinal));

    public static bool IsKnown(string name) => All.ContainsKey(name);

    public static bool Holds(string name, string text) => All[name](text);
}
