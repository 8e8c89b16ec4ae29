namespace Elsa.Expressions.JavaScript;

/// <summary>What one evaluation of a script may use; every bound ends it with a <see cref="ScriptException"/>.</summary>
/// <remarks>The defaults are those of decision D9. What they cannot bound is said in this project's README.</remarks>
public sealed record ScriptLimits
{
    /// <summary>Wall-clock time of one evaluation.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Executed statements, counted by Jint.</summary>
    public int Statements { get; init; } = 5_000_000;

    /// <summary>Bytes the evaluation may allocate in total, garbage included.</summary>
    public long AllocatedBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Calls of script functions within each other.</summary>
    public int CallDepth { get; init; } = 200;

    /// <summary>Time one regular expression may take on one text.</summary>
    public TimeSpan RegularExpression { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Characters of the script's own text.</summary>
    public int SourceLength { get; init; } = 64 * 1024;

    /// <summary>Nesting of expressions and statements in the script's text; protects the stack while parsing and running.</summary>
    public int SourceDepth { get; init; } = 250;

    /// <summary>Items of an array that a built-in function may be applied to.</summary>
    public int ArrayLength { get; init; } = 100_000;

    /// <summary>Characters of a text that a built-in function may be applied to or make.</summary>
    public int TextLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>Values (members and items, however nested) passed between script and process in one conversion.</summary>
    public int Nodes { get; init; } = 200_000;

    /// <summary>Nesting of a value passed between script and process, or written and read as JSON.</summary>
    public int ValueDepth { get; init; } = 64;
}
