using System.ComponentModel;
using System.Reflection;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Descriptors;

/// <summary>Makes the descriptor of an activity class from its attributes and properties (programming-model §13).</summary>
public sealed class ActivityDescriber(IServiceProvider services) : IActivityDescriber
{
    /// <inheritdoc/>
    public ActivityDescriptor DescribeActivity(Type activityType)
    {
        var attribute = activityType.GetCustomAttribute<ActivityAttribute>(inherit: false);
        var ns = ActivityTypeNames.NamespaceOf(activityType);
        var name = ActivityTypeNames.NameOf(activityType);
        var create = ActivityFactory.Compile(activityType);
        PropertyInfo[] properties = [.. ActivityProperties.InOrder(activityType)];
        return new ActivityDescriptor
        {
            TypeName = ActivityTypeNames.Of(activityType),
            ClrType = activityType,
            Namespace = ns,
            Name = name,
            Version = attribute?.Version ?? 1,
            Category = activityType.GetCustomAttribute<CategoryAttribute>(inherit: false)?.Category
                ?? attribute?.Category ?? ns.Split('.')[^1] switch { "" => "Miscellaneous", var last => last },
            DisplayName = activityType.GetCustomAttribute<DisplayNameAttribute>(inherit: false)?.DisplayName
                ?? attribute?.DisplayName ?? Words.Title(name),
            Description = activityType.GetCustomAttribute<DescriptionAttribute>(inherit: false)?.Description ?? attribute?.Description,
            Kind = typeof(ITrigger).IsAssignableFrom(activityType) ? ActivityKind.Trigger : attribute?.Kind ?? ActivityKind.Action,
            Inputs = [.. properties.Where(IsInput).Select(DescribeInput)],
            Outputs = [.. properties.Where(IsOutput).Select(property => DescribeOutput(activityType, property))],
            Ports = [.. EmbeddedPorts(properties), .. FlowPorts(activityType)],
            Attributes = [.. activityType.GetCustomAttributes().Cast<Attribute>()],
            CustomProperties = new Dictionary<string, object> { ["Type"] = TypeAliases.Default.GetAliasOrDefault(activityType) },
            IsContainer = typeof(Activities.Container).IsAssignableFrom(activityType),
            IsBrowsable = activityType.GetCustomAttribute<BrowsableAttribute>(inherit: false)?.Browsable ?? true,
            IsStart = typeof(IStartNode).IsAssignableFrom(activityType),
            IsTerminal = typeof(ITerminalNode).IsAssignableFrom(activityType),
            Constructor = _ => create(),
        };
    }

    private static bool IsInput(PropertyInfo property) =>
        typeof(Input).IsAssignableFrom(property.PropertyType) || property.IsDefined(typeof(InputAttribute));

    private static bool IsOutput(PropertyInfo property) => typeof(Output).IsAssignableFrom(property.PropertyType);

    private InputDescriptor DescribeInput(PropertyInfo property)
    {
        var attribute = property.GetCustomAttribute<InputAttribute>();
        var isWrapped = typeof(Input).IsAssignableFrom(property.PropertyType);
        var type = ValueType(property, isWrapped);
        TypeAliases.Default.Admit(type);
        var name = attribute?.Name ?? property.Name;
        return new InputDescriptor
        {
            Name = name,
            Type = type,
            IsWrapped = isWrapped,
            DisplayName = attribute?.DisplayName ?? Words.Title(name),
            Description = property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? attribute?.Description,
            Order = attribute?.Order ?? 0,
            Category = attribute?.Category,
            IsBrowsable = attribute?.IsBrowsable ?? true,
            IsSerializable = attribute?.IsSerializable ?? true,
            IsReadOnly = attribute?.IsReadOnly ?? false,
            IsSensitive = attribute?.CanContainSecrets ?? false,
            AutoEvaluate = attribute?.AutoEvaluate ?? true,
            EvaluatorType = attribute?.EvaluatorType,
            DefaultSyntax = attribute?.DefaultSyntax,
            DefaultValue = DefaultValue(attribute, property),
            UIHint = attribute?.UIHint ?? UIHints.DefaultHint(type),
            UISpecifications = UIHints.StaticSpecifications(attribute?.UIHint ?? UIHints.DefaultHint(type), attribute?.Options, property, type),
            PropertyInfo = property,
            ValueGetter = PropertyAccess.Getter(property),
            ValueSetter = PropertyAccess.Setter(property),
        };
    }

    private static OutputDescriptor DescribeOutput(Type activityType, PropertyInfo property)
    {
        var attribute = property.GetCustomAttribute<OutputAttribute>();
        if (attribute is null && property.Name == "Result")
            attribute = activityType.GetCustomAttribute<OutputAttribute>();
        var type = ValueType(property, isWrapped: true);
        TypeAliases.Default.Admit(type);
        var name = Words.Pascalize(attribute?.Name ?? property.Name);
        return new OutputDescriptor
        {
            Name = name,
            Type = type,
            DisplayName = attribute?.DisplayName ?? Words.Title(name),
            Description = property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? attribute?.Description,
            IsBrowsable = attribute?.IsBrowsable ?? true,
            IsSerializable = attribute?.IsSerializable,
            PropertyInfo = property,
            ValueGetter = PropertyAccess.Getter(property),
            ValueSetter = PropertyAccess.Setter(property),
        };
    }

    private object? DefaultValue(InputAttribute? attribute, PropertyInfo property) => attribute?.DefaultValueProvider is { } provider
        ? ((IActivityPropertyDefaultValueProvider)ActivatorUtilities.GetServiceOrCreateInstance(services, provider)).GetDefaultValue(property)
        : attribute?.DefaultValue;

    /// <summary>Type of the value behind an input or output, without nullable.</summary>
    private static Type ValueType(PropertyInfo property, bool isWrapped)
    {
        var type = property.PropertyType;
        if (isWrapped)
            type = type.IsGenericType ? type.GenericTypeArguments[0] : typeof(object);
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static IEnumerable<Port> EmbeddedPorts(IEnumerable<PropertyInfo> properties) =>
        from property in properties
        where typeof(IActivity).IsAssignableFrom(property.PropertyType)
        let port = property.GetCustomAttribute<PortAttribute>()
        select new Port
        {
            Name = port?.Name ?? property.Name,
            DisplayName = port?.DisplayName ?? property.Name,
            Type = PortType.Embedded,
            IsBrowsable = port is not null && property.GetCustomAttribute<BrowsableAttribute>()?.Browsable != false,
        };

    private static IEnumerable<Port> FlowPorts(Type activityType) =>
        (activityType.GetCustomAttribute<FlowNodeAttribute>()?.Outcomes ?? [])
            .Select(outcome => new Port { Name = outcome, DisplayName = outcome, Type = PortType.Flow });
}
