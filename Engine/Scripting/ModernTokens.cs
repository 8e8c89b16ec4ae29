namespace Elsa.Expressions.JavaScript;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>A name, keyword or number.</summary>
    Word,

    /// <summary>An operator or bracket.</summary>
    Mark,

    /// <summary>A text in quotes or a regular expression.</summary>
    Quoted,

    /// <summary>A text in backquotes, with everything in it.</summary>
    Template,
}

/// <summary>A token of a script.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="Text">Its characters.</param>
/// <param name="AfterLineBreak">Whether a line ends before it.</param>
internal sealed record Token(TokenKind Kind, int Start, int End, string Text, bool AfterLineBreak);

/// <summary>Cuts a script into tokens; what stands between them is white space and comments.</summary>
internal sealed class ModernTokens
{
    // Longest first: the first that fits is the operator.
    private static readonly string[] Operators =
    [
        ">>>=", "...", "===", "!==", ">>>", "<<=", ">>=", "**=", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=",
        "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**",
    ];

    // Words after which an expression begins, so that a slash opens a regular expression.
    private static readonly HashSet<string> BeforeExpression =
        ["return", "typeof", "case", "in", "of", "delete", "void", "instanceof", "new", "do", "else", "throw"];

    private const int MaximumTemplateDepth = 20;

    private readonly string _text;
    private readonly int _depth;
    private readonly List<Token> _tokens = [];
    private int _at;

    private ModernTokens(string text, int at = 0, int depth = 0) => (_text, _at, _depth) = (text, at, depth);

    /// <exception cref="ScriptException">A text in backquotes does not end, or nests too deeply.</exception>
    public static List<Token> Of(string text)
    {
        var reader = new ModernTokens(text);
        while (reader.Next() is not null)
        {
        }

        return reader._tokens;
    }

    /// <summary>Behind the brace that closes an insert <c>${…}</c> whose code begins at <paramref name="start"/>.</summary>
    /// <exception cref="ScriptException">There is none.</exception>
    public static int InsertEnd(string text, int start) => new ModernTokens(text).InsertEnd(start, 0);

    /// <summary>Whether an expression may begin after this token; it may not after a value.</summary>
    public static bool StartsExpression(Token? before) => before switch
    {
        null => true,
        { Kind: TokenKind.Word } => BeforeExpression.Contains(before.Text),
        { Kind: TokenKind.Mark } => before.Text is not (")" or "]" or "}" or "++" or "--"),
        _ => false,
    };

    /// <summary>1-based line and column of a place.</summary>
    public static (int Line, int Column) PlaceOf(string text, int at)
    {
        var lineStart = text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1;
        return (text.AsSpan(0, at).Count('\n') + 1, (at == 0 ? 0 : at - lineStart) + 1);
    }

    private Token? Next()
    {
        var afterLineBreak = SkipBlanks();
        if (_at >= _text.Length)
            return null;

        var start = _at;
        var kind = Read(start);
        var token = new Token(kind, start, _at, _text[start.._at], afterLineBreak);
        _tokens.Add(token);
        return token;
    }

    private TokenKind Read(int start)
    {
        var c = _text[start];
        if (IsWord(c))
        {
            while (_at < _text.Length && IsWord(_text[_at]))
                _at++;
            return TokenKind.Word;
        }

        if (c is '"' or '\'')
        {
            SkipQuoted(c);
            return TokenKind.Quoted;
        }

        if (c == '`')
        {
            _at = TemplateEnd(start, _depth);
            return TokenKind.Template;
        }

        if (c == '/' && StartsExpression(_tokens.LastOrDefault()))
        {
            SkipRegularExpression();
            return TokenKind.Quoted;
        }

        var found = Array.Find(Operators, x => string.CompareOrdinal(_text, start, x, 0, x.Length) == 0) ?? c.ToString();
        if (found == "?." && start + 2 < _text.Length && char.IsAsciiDigit(_text[start + 2]))
            found = "?"; // a condition before a number without its zero
        _at += found.Length;
        return TokenKind.Mark;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' or '\\';

    private bool SkipBlanks()
    {
        var afterLineBreak = false;
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_at]))
                afterLineBreak |= _text[_at++] == '\n';
            else if (StandsAt("//"))
                SkipTo("\n", over: false);
            else if (StandsAt("/*"))
                afterLineBreak |= SkipTo("*/", over: true).Contains('\n', StringComparison.Ordinal);
            else
                break;
        }

        return afterLineBreak;
    }

    private bool StandsAt(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    private string SkipTo(string text, bool over)
    {
        var start = _at;
        var found = _text.IndexOf(text, Math.Min(_text.Length, _at + 2), StringComparison.Ordinal);
        _at = found < 0 ? _text.Length : found + (over ? text.Length : 0);
        return _text[start.._at];
    }

    /// <summary>To the closing quote, or to the end of the line: then the parser tells that it is missing.</summary>
    private void SkipQuoted(char quote)
    {
        for (_at++; _at < _text.Length && _text[_at] != '\n'; _at++)
        {
            if (_text[_at] == '\\')
                _at++;
            else if (_text[_at] == quote)
            {
                _at++;
                return;
            }
        }

        _at = Math.Min(_at, _text.Length);
    }

    private void SkipRegularExpression()
    {
        var inClass = false;
        for (_at++; _at < _text.Length && _text[_at] != '\n'; _at++)
        {
            switch (_text[_at])
            {
                case '\\':
                    _at++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '/' when !inClass:
                    for (_at++; _at < _text.Length && IsWord(_text[_at]);)
                        _at++;
                    return;
            }
        }

        _at = Math.Min(_at, _text.Length);
    }

    /// <summary>Behind the backquote that closes the one at <paramref name="start"/>.</summary>
    private int TemplateEnd(int start, int depth)
    {
        if (depth > MaximumTemplateDepth)
            throw Error($"Expected texts in backquotes nested at most {MaximumTemplateDepth} deep, but these are deeper.", start);

        for (var at = start + 1; at < _text.Length; at++)
        {
            switch (_text[at])
            {
                case '`':
                    return at + 1;
                case '\\':
                    at++;
                    break;
                case '$' when at + 1 < _text.Length && _text[at + 1] == '{':
                    at = InsertEnd(at + 2, depth + 1) - 1;
                    break;
            }
        }

        throw Error("Expected a closing backquote, but the text does not end.", start);
    }

    private int InsertEnd(int start, int depth)
    {
        var code = new ModernTokens(_text, start, depth);
        var open = 1;
        while (code.Next() is { } token)
        {
            if (token is { Kind: TokenKind.Mark, Text: "{" })
                open++;
            else if (token is { Kind: TokenKind.Mark, Text: "}" } && --open == 0)
                return token.End;
        }

        throw Error("Expected a closing brace behind '${', but the text does not have it.", start);
    }

    private ScriptException Error(string message, int at)
    {
        var (line, column) = PlaceOf(_text, at);
        return new ScriptException(message, line, column);
    }
}
