using Jint.Parser;

namespace Elsa.Expressions.JavaScript;

/// <summary>Turns script text into a guarded syntax tree, without running anything.</summary>
internal static class ScriptParser
{
    // A parser level needs up to 2 KB of stack per character of text; shorter texts fit any thread's own stack.
    private const int LengthForOwnStack = 400;
    private const int ParserStackBytes = 256 * 1024 * 1024;

    // ECMAScript 5 forbids `return` outside a function; Elsa's scripts use it to give their result.
    private const string IllegalReturn = "Illegal return statement";

    /// <exception cref="ScriptException">The text is too long, too deep, not of the language, or uses <c>with</c>.</exception>
    public static Jint.Parser.Ast.Program Parse(string text, ScriptLimits limits, ScriptReferences? references = null)
    {
        if (text.Length > limits.SourceLength)
            throw new ScriptException($"Expected a script of at most {limits.SourceLength} characters, but this one has {text.Length}.");

        var older = ModernSyntax.ToEs5(text);
        var program = older.Length <= LengthForOwnStack ? ParseHere(older) : ParseOnLargeStack(older);
        var guards = new ScriptGuards(limits.SourceDepth, references);
        guards.Guard(program);
        if (guards.FoundBlockScope)
            BlockScopes.Settle(program);
        return program;
    }

    private static Jint.Parser.Ast.Program ParseHere(string text)
    {
        Jint.Parser.Ast.Program program;
        try
        {
            program = new JavaScriptParser().Parse(text, new ParserOptions { Tolerant = true });
        }
        catch (ParserException error)
        {
            throw Error(error);
        }
        catch (ArgumentException error) // an invalid regular expression literal
        {
            throw new ScriptException(error.Message, innerException: error);
        }

        if (program.Errors?.Find(error => !Message(error).Contains(IllegalReturn, StringComparison.Ordinal)) is { } first)
            throw Error(first);
        return program;
    }

    private static Jint.Parser.Ast.Program ParseOnLargeStack(string text)
    {
        Jint.Parser.Ast.Program? program = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                program = ParseHere(text);
            }
            catch (Exception error)
            {
                failure = error;
            }
        }, ParserStackBytes)
        { IsBackground = true };
        thread.Start();
        thread.Join();
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return program!;
    }

    private static ScriptException Error(ParserException error) =>
        new(Message(error), error.LineNumber, error.Column, error);

    /// <summary>Without the place: the parser's own text starts with <c>Line 3: </c> when it has no description.</summary>
    private static string Message(ParserException error) => error.Description
        ?? (error.Message.StartsWith("Line ", StringComparison.Ordinal) ? error.Message[(error.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..] : error.Message);
}
