using Elsa.ITR.Web.Localization;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>Names of flows in the language of the request.</summary>
public static class FlowNames
{
    /// <returns>The flow's name; its id where nobody named it.</returns>
    public static string Of(string definitionId) => Names.Of("FlowDefinition", definitionId);
}
