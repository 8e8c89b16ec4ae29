using System.Globalization;
using System.Text;

namespace Elsa.Expressions.JavaScript;

/// <summary>Writes what authors use of newer ECMAScript in ECMAScript 5, which is what the parser reads; lines stay where they are.</summary>
/// <remarks>
/// Arrow functions, texts in backquotes, <c>for … of</c> over arrays and texts, members named like their variable (<c>{ id }</c>), <c>?.</c> and
/// <c>??</c>. <c>let</c> and <c>const</c> are settled in the syntax tree (<see cref="BlockScopes"/>). The result passes the same parser, guards
/// and limits as every other text.
/// </remarks>
internal sealed class ModernSyntax
{
    // Each rewriting looks through the tokens around it: more of them would take long in a text of the largest size.
    private const int MaximumRewritings = 200;
    private const int MaximumDepth = 20;

    // Marks that end an operand of '??' to its left or right.
    private static readonly HashSet<string> Boundaries =
        ["(", "[", "{", ")", "]", "}", ",", ";", "?", ":", "=>", "??", "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", ">>>="];

    private static readonly HashSet<string> BoundaryWords = ["return", "throw", "case", "let", "const", "var", "else", "do", "in", "of"];

    private readonly string _text;
    private readonly int _depth;
    private readonly List<Token> _tokens;
    private readonly string[] _blanks;
    private readonly string[] _before;
    private readonly string[] _pieces;
    private readonly string[] _after;
    private readonly int[] _partner;
    private int _rewritings;

    private ModernSyntax(string text, int depth)
    {
        (_text, _depth, _tokens) = (text, depth, ModernTokens.Of(text));
        _blanks = [.. _tokens.Select((token, i) => text[(i == 0 ? 0 : _tokens[i - 1].End)..token.Start])];
        _pieces = [.. _tokens.Select(token => token.Text)];
        _before = [.. _tokens.Select(_ => "")];
        _after = [.. _tokens.Select(_ => "")];
        _partner = Partners();
    }

    /// <summary>The text in ECMAScript 5.</summary>
    /// <exception cref="ScriptException">A form that is not known here.</exception>
    public static string ToEs5(string text) => ToEs5(text, 0);

    private static string ToEs5(string text, int depth) => IsModern(text) ? new ModernSyntax(text, depth).Rewrite() : text;

    private static bool IsModern(string text) =>
        text.Contains("=>", StringComparison.Ordinal) || text.Contains('`', StringComparison.Ordinal) || text.Contains('{', StringComparison.Ordinal)
        || text.Contains("for", StringComparison.Ordinal) || text.Contains("?.", StringComparison.Ordinal) || text.Contains("??", StringComparison.Ordinal);

    private string Rewrite()
    {
        if (_depth > MaximumDepth)
            throw Error($"Expected texts in backquotes nested at most {MaximumDepth} deep, but these are deeper.", 0);

        for (var i = 0; i < _tokens.Count; i++)
        {
            switch (_tokens[i])
            {
                case { Kind: TokenKind.Template }: RewriteTemplate(i); break;
                case { Text: "=>" }: RewriteArrow(i); break;
                case { Text: "?." }: RewriteOptional(i); break;
                case { Text: "??" }: RewriteDefault(i); break;
                case { Text: "{", Kind: TokenKind.Mark }: RewriteShortMembers(i); break;
                case { Text: "for", Kind: TokenKind.Word }: RewriteForOf(i); break;
            }
        }

        return TextOf(0, _tokens.Count) + _text[(_tokens.Count == 0 ? 0 : _tokens[^1].End)..];
    }

    private void RewriteTemplate(int i)
    {
        Count(i);
        if (!ModernTokens.StartsExpression(At(i - 1)))
            throw Error("Expected no name in front of a text in backquotes: call the function with its values instead.", i);

        var token = _tokens[i];
        var result = new StringBuilder("(");
        var literal = new StringBuilder("\"");
        var body = token.Text[1..^1];
        for (var at = 0; at < body.Length; at++)
        {
            if (body[at] == '$' && at + 1 < body.Length && body[at + 1] == '{')
            {
                var end = ModernTokens.InsertEnd(body, at + 2) - 1;
                result.Append(literal).Append("\" + (").Append(ToEs5(body[(at + 2)..end], _depth + 1)).Append(") + ");
                literal.Clear().Append('"');
                at = end;
            }
            else
            {
                at += AppendCharacter(literal, body, at);
            }
        }

        _pieces[i] = result.Append(literal).Append("\")").ToString();
    }

    /// <summary>Writes the character at a place, or the escape that begins there; returns how many further characters that took.</summary>
    private static int AppendCharacter(StringBuilder literal, string body, int at)
    {
        switch (body[at])
        {
            case '\\' when at + 1 < body.Length && body[at + 1] == '\n':
                literal.Append("\" +\n\"");
                return 1;
            case '\\' when at + 2 < body.Length && body[at + 1] == 'u' && body[at + 2] == '{' && body.IndexOf('}', at) is > 0 and var close
                && int.TryParse(body[(at + 3)..close], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code):
                foreach (var unit in new Rune(code).ToString())
                    literal.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
                return close - at;
            case '\\' when at + 1 < body.Length:
                literal.Append(body[at + 1] is '`' or '$' or '{' or '}' ? body[at + 1].ToString() : body[at..(at + 2)]);
                return 1;
            case '"':
                literal.Append("\\\"");
                return 0;
            case '\r':
                return 0;
            case '\n':
                literal.Append("\\n\" +\n\"");
                return 0;
            case var c and ('\u2028' or '\u2029'):
                literal.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                return 0;
            default:
                literal.Append(body[at]);
                return 0;
        }
    }

    private void RewriteArrow(int i)
    {
        Count(i);
        var start = i - 1;
        if (At(start) is { Kind: TokenKind.Word })
        {
            _before[start] += "(function (";
            _after[start] = ") " + _after[start];
        }
        else if (At(start) is { Text: ")" } && _partner[start] is >= 0 and var open)
        {
            for (var p = open + 1; p < start; p++)
                if ((p - open) % 2 == 1 ? _tokens[p].Kind != TokenKind.Word : _tokens[p].Text != ",")
                    throw Error("Expected plain names as parameters of an arrow function.", p);
            _before[open] += "(function ";
        }
        else
        {
            throw Error("Expected the parameters of an arrow function in front of '=>'.", i);
        }

        _pieces[i] = "";
        if (At(i + 1) is { Text: "{" } && _partner[i + 1] is >= 0 and var close)
        {
            _after[close] = ")" + _after[close];
            return;
        }

        var end = ExpressionEnd(i + 1, TokenEndsArrow);
        if (end == i + 1)
            throw Error("Expected an expression or a body in braces behind '=>'.", i);
        _before[i + 1] += "{ return (";
        _after[end - 1] = "); })" + _after[end - 1];
    }

    /// <summary><c>a?.b.c</c>: the chain behind is only walked when there is something in front.</summary>
    private void RewriteOptional(int i)
    {
        Count(i);
        var start = ChainStart(i);
        var end = At(i + 1) switch
        {
            { Kind: TokenKind.Word } => i + 2,
            { Kind: TokenKind.Mark, Text: "(" or "[" } => Behind(i + 1),
            _ => throw Error("Expected a name behind '?.'.", i),
        };
        while (end < _tokens.Count && (_tokens[end].Text is "." or "?." || _tokens[end] is { Text: "(" or "[", Kind: TokenKind.Mark }))
            end = _tokens[end].Text is "(" or "[" ? Behind(end) : At(end + 1) is { Kind: TokenKind.Word } ? end + 2 : end + 1;

        var front = Take(start, i);
        _pieces[start] = "(function ($o) { return $o === null || $o === undefined ? undefined : ";
        _pieces[i] = "";
        _pieces[i + 1] = (At(i + 1)!.Text is "(" or "[" ? "$o" : "$o.") + _pieces[i + 1];
        _after[end - 1] = $"; }})({front})" + _after[end - 1];
    }

    /// <summary><c>a ?? b</c>: the second is only looked at when there is no first.</summary>
    private void RewriteDefault(int i)
    {
        Count(i);
        var start = i;
        while (start > 0 && !EndsOperandToTheLeft(start - 1) && !(start < i && _tokens[start].AfterLineBreak && StartsStatement(start)))
            start = _tokens[start - 1] is { Kind: TokenKind.Mark, Text: ")" or "]" } && _partner[start - 1] >= 0 ? _partner[start - 1] : start - 1;
        var end = ExpressionEnd(i + 1, (token, _) => token.Kind == TokenKind.Mark && Boundaries.Contains(token.Text) && token.Text is not ("(" or "[" or "{"));
        if (start == i || end == i + 1)
            throw Error("Expected a value on each side of '??'.", i);

        var front = Take(start, i);
        _pieces[start] = "(function ($n) { return $n !== null && $n !== undefined ? $n : (";
        _pieces[i] = "";
        _after[end - 1] = $"); }})({front})" + _after[end - 1];
    }

    private bool EndsOperandToTheLeft(int i) => _tokens[i] switch
    {
        { Kind: TokenKind.Word } word => BoundaryWords.Contains(word.Text),
        { Kind: TokenKind.Mark, Text: ")" or "]" or "??" } => false,
        { Kind: TokenKind.Mark } mark => Boundaries.Contains(mark.Text),
        _ => false,
    };

    /// <summary><c>{ id, name }</c> where a value is expected names its members after the variables.</summary>
    private void RewriteShortMembers(int i)
    {
        if (_partner[i] < 0 || !OpensLiteral(At(i - 1)))
            return;

        for (var m = i + 1; m < _partner[i]; m = Behind(m))
        {
            if (_tokens[m] is { Kind: TokenKind.Word } word && At(m - 1)?.Text is "{" or "," && At(m + 1)?.Text is "}" or "," && !char.IsAsciiDigit(word.Text[0]))
                _pieces[m] = $"{_pieces[m]}: {word.Text}";
        }
    }

    private static bool OpensLiteral(Token? before) =>
        before is { Kind: TokenKind.Mark, Text: "(" or "," or "=" or ":" or "[" or "?" or "||" or "&&" or "??" } or { Kind: TokenKind.Word, Text: "return" };

    private void RewriteForOf(int i)
    {
        if (At(i + 1) is not { Text: "(" } || _partner[i + 1] < 0 || At(i + 2) is not { Text: "let" or "const" or "var" } kind || At(i + 3) is not { Kind: TokenKind.Word } name)
            return;

        if (At(i + 4) is not { Kind: TokenKind.Word, Text: "of" })
        {
            _pieces[i + 2] = kind.Text == "const" ? "let" : kind.Text; // the parser takes no constant here
            return;
        }

        Count(i);
        var close = _partner[i + 1];
        if (At(close + 1) is not { Text: "{" })
            throw Error("Expected the body of a for-of loop in braces.", i);

        var (list, at) = ($"$list{_depth}_{i}", $"$at{_depth}_{i}");
        _pieces[i + 2] = "var";
        _pieces[i + 3] = list;
        _pieces[i + 4] = "= (";
        _before[close] += $"), {at} = 0; {at} < {list}.length; {at}++";
        _after[close + 1] = $" {kind.Text} {name.Text} = {list}[{at}];" + _after[close + 1];
    }

    private static bool TokenEndsArrow(Token token, int openConditions) =>
        token is { Kind: TokenKind.Mark, Text: "," or ";" or ")" or "]" or "}" } || (token is { Kind: TokenKind.Mark, Text: ":" } && openConditions == 0);

    /// <summary>Behind the last token of an expression that begins at <paramref name="start"/>.</summary>
    private int ExpressionEnd(int start, Func<Token, int, bool> ends)
    {
        var openConditions = 0;
        for (var i = start; i < _tokens.Count; i = Behind(i))
        {
            var token = _tokens[i];
            if (ends(token, openConditions) || (i > start && token.AfterLineBreak && StartsStatement(i)))
                return i;
            openConditions += token is { Kind: TokenKind.Mark, Text: "?" } ? 1 : token is { Kind: TokenKind.Mark, Text: ":" } ? -1 : 0;
        }

        return _tokens.Count;
    }

    /// <summary>A line that begins with a value where the one before has ended with one is a statement of its own.</summary>
    private bool StartsStatement(int i) =>
        !ModernTokens.StartsExpression(At(i - 1)) && _tokens[i] is { Kind: not TokenKind.Mark, Text: not ("in" or "instanceof") } or { Text: "{" };

    /// <summary>Where the value begins whose member is asked for: a name or group, with the calls and members before it.</summary>
    private int ChainStart(int i)
    {
        var start = i;
        for (var wantsValue = true; start > 0;)
        {
            var token = _tokens[start - 1];
            if (token is { Kind: TokenKind.Mark, Text: ")" or "]" } && _partner[start - 1] >= 0)
                (start, wantsValue) = (_partner[start - 1], true);
            else if (token.Kind != TokenKind.Mark && wantsValue && !ModernTokens.StartsExpression(token))
                (start, wantsValue) = (start - 1, false);
            else if (token is { Kind: TokenKind.Mark, Text: "." } && start < i)
                (start, wantsValue) = (start - 1, true);
            else
                break;
        }

        if (start == i)
            throw Error("Expected a value in front of '?.'.", i);
        return At(start - 1) is { Kind: TokenKind.Word, Text: "new" } ? start - 1 : start;
    }

    /// <summary>Takes the text between two tokens out; what belongs around it stays.</summary>
    private string Take(int start, int end)
    {
        var (outer, blanks) = (_before[start], _blanks[start]);
        (_before[start], _blanks[start]) = ("", "");
        var text = TextOf(start, end);
        for (var i = start; i < end; i++)
            _before[i] = _pieces[i] = _after[i] = _blanks[i] = "";

        // On a line of its own it is a statement: what is written in its place begins with a bracket and would go on with the line before.
        (_before[start], _blanks[start]) = (_tokens[start].AfterLineBreak && start > 0 && StartsStatement(start) ? ";" + outer : outer, blanks);
        return text;
    }

    private int Behind(int i) => _tokens[i] is { Kind: TokenKind.Mark, Text: "(" or "[" or "{" } && _partner[i] >= 0 ? _partner[i] + 1 : i + 1;

    private Token? At(int i) => i >= 0 && i < _tokens.Count ? _tokens[i] : null;

    private string TextOf(int start, int end) => string.Concat(Enumerable.Range(start, end - start).Select(i => _blanks[i] + _before[i] + _pieces[i] + _after[i]));

    private int[] Partners()
    {
        var partners = new int[_tokens.Count];
        Array.Fill(partners, -1);
        var open = new Stack<int>();
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (_tokens[i] is { Kind: TokenKind.Mark, Text: "(" or "[" or "{" })
                open.Push(i);
            else if (_tokens[i] is { Kind: TokenKind.Mark, Text: ")" or "]" or "}" } && open.TryPop(out var start))
                (partners[start], partners[i]) = (i, start);
        }

        return partners;
    }

    private void Count(int i)
    {
        if (++_rewritings > MaximumRewritings)
            throw Error($"Expected at most {MaximumRewritings} arrow functions, texts in backquotes and the like, but the script has more.", i);
    }

    private ScriptException Error(string message, int i)
    {
        var (line, column) = ModernTokens.PlaceOf(_text, At(i)?.Start ?? 0);
        return new ScriptException(message, line, column);
    }
}
