using System.Reflection;
using Elsa.Workflows;
using Elsa.Workflows.UIHints;

namespace Elsa.Expressions.JavaScript.Activities;

/// <summary>Tells the designer that the code is JavaScript.</summary>
internal sealed class RunJavaScriptEditor : IPropertyUIHandler
{
    public ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default) =>
        new(new Dictionary<string, object>
        {
            [InputUIHints.CodeEditor] = new Dictionary<string, object> { ["language"] = "javascript" },
        });
}
