using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Elsa.ITR.Web.Shell.Widgets;

/// <summary>An SVG <c>text</c> element; Razor keeps the tag <c>text</c> for itself.</summary>
public sealed class SvgText : ComponentBase
{
    [Parameter, EditorRequired] public double X { get; set; }
    [Parameter, EditorRequired] public double Y { get; set; }

    /// <summary>Unit of <see cref="X"/>, e.g. <c>%</c>; pixels without.</summary>
    [Parameter] public string? XUnit { get; set; }
    [Parameter, EditorRequired] public required string Value { get; set; }
    [Parameter] public string? Class { get; set; }
    [Parameter] public string? Fill { get; set; }

    /// <summary>start, middle or end.</summary>
    [Parameter] public string? Anchor { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X.ToString("0.##", CultureInfo.InvariantCulture) + XUnit);
        builder.AddAttribute(2, "y", Y.ToString("0.#", CultureInfo.InvariantCulture));
        builder.AddAttribute(3, "class", Class);
        builder.AddAttribute(4, "fill", Fill);
        builder.AddAttribute(5, "text-anchor", Anchor);
        builder.AddContent(6, Value);
        builder.CloseElement();
    }
}
