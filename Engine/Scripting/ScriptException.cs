namespace Elsa.Expressions.JavaScript;

/// <summary>A script does not parse, failed while running, or went over a limit.</summary>
/// <remarks>The message names line and column where they are known, e.g. <c>total is not defined (line 2, column 5)</c>.</remarks>
public sealed class ScriptException : Exception
{
    /// <summary>Makes the error; <paramref name="line"/> is 1-based, 0 where the place is not known.</summary>
    public ScriptException(string message, int line = 0, int column = 0, Exception? innerException = null)
        : base(line > 0 ? $"{message} (line {line}, column {column})" : message, innerException)
    {
        Problem = message;
        Line = line;
        Column = column;
    }

    /// <summary>The message without the place.</summary>
    public string Problem { get; }

    /// <summary>1-based line in the script; 0 when not known.</summary>
    public int Line { get; }

    /// <summary>1-based column in the line; 0 when not known.</summary>
    public int Column { get; }
}
