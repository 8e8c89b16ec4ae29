namespace Elsa.Expressions.Contracts;

/// <summary>Finds mistakes in an expression without running it; used before a definition is published. A port.</summary>
public interface IExpressionSyntaxChecker
{
    /// <summary>The expression type it knows, e.g. <c>JavaScript</c>.</summary>
    string ExpressionType { get; }

    /// <summary>The first mistake, or null.</summary>
    ExpressionSyntaxError? Check(string text);
}

/// <summary>A mistake in an expression.</summary>
/// <param name="Message">What is wrong, without the place.</param>
/// <param name="Line">1-based line; 0 when not known.</param>
/// <param name="Column">1-based column; 0 when not known.</param>
public sealed record ExpressionSyntaxError(string Message, int Line, int Column);
