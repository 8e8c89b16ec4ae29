namespace Elsa.Expressions.Contracts;

/// <summary>Finds mistakes in an expression without running it; used before a definition is published. A port.</summary>
public interface IExpressionSyntaxChecker
{
    /// <summary>The expression type it knows, e.g. <c>JavaScript</c>.</summary>
    string ExpressionType { get; }

    /// <summary>The first mistake, or null.</summary>
    ExpressionSyntaxError? Check(string text);

    /// <summary>What the expression refers to by a name that stands in its text; empty when the text has a mistake.</summary>
    IReadOnlyList<ExpressionReference> References(string text) => [];
}

/// <summary>A mistake in an expression.</summary>
/// <param name="Message">What is wrong, without the place.</param>
/// <param name="Line">1-based line; 0 when not known.</param>
/// <param name="Column">1-based column; 0 when not known.</param>
public sealed record ExpressionSyntaxError(string Message, int Line, int Column);

/// <summary>What an expression can refer to.</summary>
public enum ReferenceKind
{
    /// <summary>A variable in scope, read.</summary>
    Variable,

    /// <summary>A variable that is set; one that is in no scope is made then.</summary>
    SetVariable,

    /// <summary>An input of the workflow.</summary>
    Input,

    /// <summary>An output of an activity, by the activity's id or name.</summary>
    Output,

    /// <summary>A function that neither the language nor the engine has: of the host, or made from the name of a variable, input or output.</summary>
    Function,
}

/// <summary>A name in an expression.</summary>
/// <param name="Kind">What it refers to.</param>
/// <param name="Name">The name.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column.</param>
public sealed record ExpressionReference(ReferenceKind Kind, string Name, int Line, int Column);
