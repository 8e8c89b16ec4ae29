using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Elsa.Workflows.Attributes;

/// <summary>Names and describes an activity type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Method)]
public sealed class ActivityAttribute : Attribute
{
    /// <summary>Everything by default.</summary>
    public ActivityAttribute()
    {
    }

    /// <summary>Namespace, category and description.</summary>
    public ActivityAttribute(string @namespace, string? category, string? description = null) =>
        (Namespace, Category, Description) = (@namespace, category, description);

    /// <summary>Namespace, which is the category too, and description.</summary>
    public ActivityAttribute(string @namespace, string? description = null) =>
        (Namespace, Category, Description) = (@namespace, @namespace, description);

    /// <summary>Namespace, type, version, description and category.</summary>
    public ActivityAttribute(string @namespace, string? type, int version = 1, string? description = null, string? category = null) =>
        (Namespace, Type, Version, Description, Category) = (@namespace, type, version, description, category);

    /// <summary>First part of the type name; the CLR namespace by default.</summary>
    public string? Namespace { get; set; }

    /// <summary>Last part of the type name; the class name by default.</summary>
    public string? Type { get; set; }

    /// <summary>Version of the activity type.</summary>
    public int Version { get; set; } = 1;

    /// <summary>One sentence for the palette.</summary>
    public string? Description { get; set; }

    /// <summary>Name shown; the class name in words by default.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Group in the palette.</summary>
    public string? Category { get; set; }

    /// <summary>How the activity runs.</summary>
    public ActivityKind Kind { get; set; } = ActivityKind.Action;

    /// <summary>Asks for background execution; this engine runs every activity in the burst.</summary>
    public bool RunAsynchronously { get; set; }
}

/// <summary>Describes an input.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class InputAttribute : Attribute
{
    /// <summary>Name; the property's by default.</summary>
    public string? Name { get; set; }

    /// <summary>Editor in the designer, one of <see cref="UIHints.InputUIHints"/>.</summary>
    public string? UIHint { get; set; }

    /// <summary>Label; the name in words by default.</summary>
    public string? DisplayName { get; set; }

    /// <summary>One sentence for the author.</summary>
    public string? Description { get; set; }

    /// <summary>Tab in the designer.</summary>
    public string? Category { get; set; }

    /// <summary>Fixed options, e.g. a string array.</summary>
    public object? Options { get; set; }

    /// <summary>Position among the inputs, ascending.</summary>
    public float Order { get; set; }

    /// <summary>Value when none is given.</summary>
    public object? DefaultValue { get; set; }

    /// <summary>An <see cref="IActivityPropertyDefaultValueProvider"/>.</summary>
    public Type? DefaultValueProvider { get; set; }

    /// <summary>Expression type an editor starts with.</summary>
    public string? DefaultSyntax { get; set; }

    /// <summary>Expression types an editor offers.</summary>
    public string[]? SupportedSyntaxes { get; set; }

    /// <summary>Shown, but not to be changed.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>False hides the input.</summary>
    public bool IsBrowsable { get; set; } = true;

    /// <summary>False: the activity evaluates the input itself.</summary>
    public bool AutoEvaluate { get; set; } = true;

    /// <summary>An <see cref="IActivityInputEvaluator"/> of its own.</summary>
    public Type? EvaluatorType { get; set; }

    /// <summary>False keeps the value out of the records.</summary>
    public bool IsSerializable { get; set; } = true;

    /// <summary>Marks a secret: the value is kept out of the records.</summary>
    public bool CanContainSecrets { get; set; }

    /// <summary>An <see cref="IPropertyUIHandler"/> for the editor.</summary>
    public Type? UIHandler { get; set; }

    /// <summary>Several <see cref="IPropertyUIHandler"/>s for the editor.</summary>
    public Type[]? UIHandlers { get; set; }
}

/// <summary>Describes an output.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.ReturnValue)]
public sealed class OutputAttribute : Attribute
{
    /// <summary>Name; the property's by default.</summary>
    public string? Name { get; set; }

    /// <summary>Label; the name in words by default.</summary>
    public string? DisplayName { get; set; }

    /// <summary>One sentence for the author.</summary>
    public string? Description { get; set; }

    /// <summary>False hides the output.</summary>
    public bool IsBrowsable { get; set; } = true;

    /// <summary>False keeps the value out of the records.</summary>
    public bool IsSerializable { get; set; } = true;
}

/// <summary>Marks a property that holds an activity as a port of the designer.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PortAttribute : Attribute
{
    /// <summary>A port named as the property.</summary>
    public PortAttribute([CallerMemberName] string? name = default) => (Name, DisplayName) = (name, name);

    /// <summary>A named port. Elsa shows the name whatever the display name is, and so does this.</summary>
    public PortAttribute(string name, string displayName) => (Name, DisplayName) = (name, name ?? displayName);

    /// <summary>Name of the port.</summary>
    public string? Name { get; }

    /// <summary>Label of the port.</summary>
    public string? DisplayName { get; }
}

/// <summary>Leaves a property out of the stimulus hash.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ExcludeFromHashAttribute : Attribute;

/// <summary>Marks a property that flows into an activity.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InboundAttribute : Attribute;

/// <summary>Marks a property that is state of an activity.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StateAttribute : Attribute;

/// <summary>Leaves the root of a composite out of its JSON: the composite builds it itself.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JsonIgnoreCompositeRootAttribute : JsonAttribute;
