using Elsa.Expressions.Models;

namespace Elsa.Expressions.JavaScript.Models;

/// <summary>JavaScript in the place of a value.</summary>
public static class JavaScriptExpression
{
    /// <summary>Name of the expression type.</summary>
    public const string TypeName = "JavaScript";

    /// <summary>An expression that yields what the script yields.</summary>
    public static Expression Create(string value) => new(TypeName, value);
}
