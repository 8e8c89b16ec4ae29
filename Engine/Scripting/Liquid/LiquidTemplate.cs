using System.Text;
using System.Text.RegularExpressions;

namespace Elsa.Expressions.Liquid;

/// <summary>A parsed template: text, <c>{{ value | filter }}</c>, and the tags if, unless, for and assign.</summary>
internal sealed partial class LiquidTemplate
{
    private const int MaximumDepth = 50;
    private const int MaximumText = 1024 * 1024;
    private readonly List<INode> _nodes;

    private LiquidTemplate(List<INode> nodes) => _nodes = nodes;

    /// <exception cref="FormatException">A tag is unknown or not closed.</exception>
    public static LiquidTemplate Parse(string text)
    {
        var parser = new Parser(text);
        var nodes = parser.Block([], 0);
        return new LiquidTemplate(nodes);
    }

    public string Render(LiquidScope scope)
    {
        var output = new StringBuilder();
        Render(_nodes, scope, output);
        return output.ToString();
    }

    private static void Render(List<INode> nodes, LiquidScope scope, StringBuilder output)
    {
        foreach (var node in nodes)
        {
            node.Render(scope, output);
            if (output.Length > MaximumText)
                throw new FormatException($"Expected at most {MaximumText} characters, but the template makes more.");
        }
    }

    private interface INode
    {
        void Render(LiquidScope scope, StringBuilder output);
    }

    private sealed class Parser(string text)
    {
        private int _position;

        /// <summary>Nodes up to one of the end tags, whose text is left in <see cref="End"/>.</summary>
        public List<INode> Block(string[] ends, int depth)
        {
            if (depth > MaximumDepth)
                throw new FormatException($"Expected at most {MaximumDepth} tags within each other, but there are more.");
            var nodes = new List<INode>();
            while (Markup().Match(text, _position) is { Success: true } match)
            {
                AddText(nodes, text[_position..match.Index], match.Groups["open"].Success);
                _position = match.Index + match.Length;
                if (match.Groups["trim"].Success)
                    while (_position < text.Length && char.IsWhiteSpace(text[_position]))
                        _position++;
                if (match.Groups["value"].Success)
                {
                    nodes.Add(new Output(new LiquidValue(match.Groups["value"].Value)));
                    continue;
                }

                var tag = match.Groups["tag"].Value.Trim();
                var name = tag.Split(' ', 2)[0];
                if (Array.IndexOf(ends, name) >= 0)
                {
                    End = tag;
                    return nodes;
                }

                nodes.Add(Tag(name, tag[name.Length..].Trim(), depth));
            }

            if (ends.Length > 0)
                throw new FormatException($"Expected {{% {ends[^1]} %}}, but the template ends.");
            AddText(nodes, text[_position..], trimEnd: false);
            return nodes;
        }

        private string End { get; set; } = "";

        private INode Tag(string name, string rest, int depth) => name switch
        {
            "if" => If(new LiquidCondition(rest), depth),
            "unless" => new Branch([(new LiquidCondition(rest, isNegated: true), Block(["endunless"], depth + 1))], []),
            "for" when ForLoop().Match(rest) is { Success: true } loop =>
                new Loop(loop.Groups[1].Value, new LiquidValue(loop.Groups[2].Value), Block(["endfor"], depth + 1)),
            "assign" when rest.Split('=', 2) is [var target, var value] => new Assignment(target.Trim(), new LiquidValue(value)),
            _ => throw new FormatException($"Expected one of the tags if, unless, for and assign, but found '{name} {rest}'."),
        };

        private Branch If(LiquidCondition condition, int depth)
        {
            var branches = new List<(LiquidCondition, List<INode>)> { (condition, Block(["elsif", "else", "endif"], depth + 1)) };
            while (End.StartsWith("elsif", StringComparison.Ordinal))
                branches.Add((new LiquidCondition(End[5..]), Block(["elsif", "else", "endif"], depth + 1)));
            return new Branch(branches, End == "else" ? Block(["endif"], depth + 1) : []);
        }

        private static void AddText(List<INode> nodes, string piece, bool trimEnd)
        {
            piece = trimEnd ? piece.TrimEnd() : piece;
            if (piece.Length > 0)
                nodes.Add(new Text(piece));
        }
    }

    private sealed record Text(string Value) : INode
    {
        public void Render(LiquidScope scope, StringBuilder output) => output.Append(Value);
    }

    private sealed record Output(LiquidValue Value) : INode
    {
        public void Render(LiquidScope scope, StringBuilder output) => output.Append(LiquidValue.Text(Value.Evaluate(scope)));
    }

    private sealed record Assignment(string Name, LiquidValue Value) : INode
    {
        public void Render(LiquidScope scope, StringBuilder output) => scope.Set(Name, Value.Evaluate(scope));
    }

    private sealed record Branch(List<(LiquidCondition Condition, List<INode> Nodes)> Branches, List<INode> Otherwise) : INode
    {
        public void Render(LiquidScope scope, StringBuilder output) =>
            LiquidTemplate.Render(Branches.Find(branch => branch.Condition.Holds(scope)).Nodes ?? Otherwise, scope, output);
    }

    private sealed record Loop(string Name, LiquidValue Items, List<INode> Nodes) : INode
    {
        public void Render(LiquidScope scope, StringBuilder output)
        {
            foreach (var item in LiquidValue.Items(Items.Evaluate(scope)))
            {
                scope.Set(Name, item);
                LiquidTemplate.Render(Nodes, scope, output);
            }
        }
    }

    [GeneratedRegex(@"\{(?:\{(?<open>-)?(?<value>.*?)(?<trim>-)?\}|%(?<open>-)?(?<tag>.*?)(?<trim>-)?%)\}", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Markup();

    [GeneratedRegex(@"^(\w+)\s+in\s+(.+)$", RegexOptions.NonBacktracking)]
    private static partial Regex ForLoop();
}
