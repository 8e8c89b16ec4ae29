using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Elsa.Workflows.Models;

/// <summary>Everything the engine and the designer know about an activity type.</summary>
public class ActivityDescriptor
{
    /// <summary>Tenant, or null for all.</summary>
    public string? TenantId { get; set; }

    /// <summary>Full type name, e.g. <c>Elsa.WriteLine</c>.</summary>
    public string TypeName { get; set; } = null!;

    /// <summary>Class that runs.</summary>
    public Type ClrType { get; set; } = null!;

    /// <summary>First part of the type name.</summary>
    public string Namespace { get; set; } = null!;

    /// <summary>Last part of the type name.</summary>
    public string Name { get; set; } = null!;

    /// <summary>Version of the activity type.</summary>
    public int Version { get; set; }

    /// <summary>Group in the palette.</summary>
    public string Category { get; set; } = null!;

    /// <summary>Name shown.</summary>
    public string? DisplayName { get; set; }

    /// <summary>One sentence for the palette.</summary>
    public string? Description { get; set; }

    /// <summary>Inputs in order of declaration.</summary>
    public ICollection<InputDescriptor> Inputs { get; set; } = [];

    /// <summary>Outputs in order of declaration.</summary>
    public ICollection<OutputDescriptor> Outputs { get; set; } = [];

    /// <summary>Attributes of the class.</summary>
    [JsonIgnore]
    public ICollection<Attribute> Attributes { get; set; } = [];

    /// <summary>Makes an activity from its JSON.</summary>
    [JsonIgnore]
    public Func<ActivityConstructorContext, IActivity> Constructor { get; set; } = null!;

    /// <summary>How the activity runs.</summary>
    public ActivityKind Kind { get; set; } = ActivityKind.Action;

    /// <summary>Background execution by default.</summary>
    public bool RunAsynchronously { get; set; }

    /// <summary>Embedded activities and outcomes.</summary>
    public ICollection<Port> Ports { get; set; } = [];

    /// <summary>Whatever a provider wants to remember.</summary>
    public IDictionary<string, object> CustomProperties { get; set; } = new Dictionary<string, object>();

    /// <summary>Properties a new activity of this type starts with.</summary>
    public IDictionary<string, object> ConstructionProperties { get; set; } = new Dictionary<string, object>();

    /// <summary>Whether the activity derives from <see cref="Activities.Container"/>.</summary>
    public bool IsContainer { get; set; }

    /// <summary>False hides the activity from the palette.</summary>
    public bool IsBrowsable { get; set; } = true;

    /// <summary>Whether it is a start node.</summary>
    public bool IsStart { get; set; }

    /// <summary>Whether it ends its container.</summary>
    public bool IsTerminal { get; set; }
}

/// <summary>What a constructor of activities gets.</summary>
/// <param name="ActivityDescriptor">The descriptor.</param>
/// <param name="Element">The node's JSON.</param>
/// <param name="SerializerOptions">Options of the reader.</param>
public record ActivityConstructorContext(ActivityDescriptor ActivityDescriptor, JsonElement Element, JsonSerializerOptions SerializerOptions);

/// <summary>Describes a property of an activity.</summary>
public abstract class PropertyDescriptor
{
    /// <summary>Name; the key of recorded values.</summary>
    public string Name { get; set; } = null!;

    /// <summary>Type of the value, unwrapped, without nullable.</summary>
    [JsonPropertyName("typeName")]
    public Type Type { get; set; } = null!;

    /// <summary>Label.</summary>
    public string? DisplayName { get; set; }

    /// <summary>One sentence for the author.</summary>
    public string? Description { get; set; }

    /// <summary>Position, ascending.</summary>
    public float Order { get; set; }

    /// <summary>False hides the property.</summary>
    public bool? IsBrowsable { get; set; } = true;

    /// <summary>False keeps the value out of the records.</summary>
    public bool? IsSerializable { get; set; } = true;

    /// <summary>True when the value lives in <see cref="IActivity.SyntheticProperties"/> instead of a CLR property.</summary>
    public bool IsSynthetic { get; set; }

    /// <summary>Reads the property of an activity; compiled once.</summary>
    [JsonIgnore]
    public Func<IActivity, object?> ValueGetter { get; set; } = null!;

    /// <summary>Writes the property of an activity; compiled once.</summary>
    [JsonIgnore]
    public Action<IActivity, object?> ValueSetter { get; set; } = null!;

    /// <summary>The CLR property, or null for a synthetic one.</summary>
    [JsonIgnore]
    public PropertyInfo? PropertyInfo { get; set; }
}

/// <summary>Describes an input.</summary>
public class InputDescriptor : PropertyDescriptor
{
    /// <summary>Whether the property is an <see cref="Input"/>; false for a plain value.</summary>
    public bool IsWrapped { get; set; }

    /// <summary>Editor in the designer.</summary>
    public string? UIHint { get; set; }

    /// <summary>Tab in the designer.</summary>
    public string? Category { get; set; }

    /// <summary>Value when none is given.</summary>
    public object? DefaultValue { get; set; }

    /// <summary>Expression type an editor starts with.</summary>
    public string? DefaultSyntax { get; set; }

    /// <summary>Shown, but not to be changed.</summary>
    public bool? IsReadOnly { get; set; }

    /// <summary>The value is a secret and not recorded.</summary>
    public bool IsSensitive { get; set; }

    /// <summary>Storage driver of the variable that carries the input of an embedded workflow.</summary>
    public Type? StorageDriverType { get; set; }

    /// <summary>False: the activity evaluates the input itself.</summary>
    public bool AutoEvaluate { get; set; } = true;

    /// <summary>An <see cref="IActivityInputEvaluator"/> of its own.</summary>
    public Type? EvaluatorType { get; set; }

    /// <summary>Properties for the editor, e.g. items of a drop-down.</summary>
    public IDictionary<string, object>? UISpecifications { get; set; }
}

/// <summary>Describes an output.</summary>
public class OutputDescriptor : PropertyDescriptor;

/// <summary>A place of an activity where others attach.</summary>
public class Port
{
    /// <summary>Name; for a flow port the outcome.</summary>
    public string Name { get; set; } = null!;

    /// <summary>Label.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Embedded activity or outcome.</summary>
    public PortType Type { get; set; }

    /// <summary>False hides the port.</summary>
    public bool? IsBrowsable { get; set; } = true;
}

/// <summary>Kinds of ports.</summary>
public enum PortType
{
    /// <summary>Holds an activity.</summary>
    Embedded,

    /// <summary>An outcome.</summary>
    Flow,
}
