namespace Elsa.Workflows.Activities.Flowchart.Attributes;

/// <summary>Names the outcomes of an activity, which are its ports in a flowchart.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FlowNodeAttribute(params string[] outcomes) : Attribute
{
    /// <summary>Names of the outcomes in the order of the designer.</summary>
    public ICollection<string> Outcomes { get; } = outcomes;
}
