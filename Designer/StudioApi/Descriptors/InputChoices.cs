using Elsa.Workflows.Models;

namespace Elsa.ITR.Designer.StudioApi.Descriptors;

/// <summary>The product's values for inputs that would otherwise be free text: roles, forms, clocks, flows. A port; registered scoped.</summary>
public interface IInputChoices
{
    /// <summary>Reads the values once, in the language of the person, for any number of inputs.</summary>
    ValueTask<IInputChoiceSet> ReadAsync(CancellationToken cancellationToken = default);
}

/// <summary>Values for inputs.</summary>
public interface IInputChoiceSet
{
    /// <summary>The values of an input; null leaves it as the activity describes it.</summary>
    InputChoices? Find(ActivityDescriptor activity, InputDescriptor input);
}

/// <summary>The values of one input.</summary>
/// <param name="Items">In the order shown; Studio sorts a list box by text.</param>
/// <param name="IsList">True for an input that takes several: boxes instead of a list box.</param>
public sealed record InputChoices(IReadOnlyList<InputChoice> Items, bool IsList = false);

/// <summary>A value.</summary>
/// <param name="Text">Shown.</param>
/// <param name="Value">Stored.</param>
public sealed record InputChoice(string Text, string Value);
