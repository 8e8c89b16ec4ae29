namespace Elsa.Workflows.Options;

/// <summary>Editor options of <see cref="UIHints.InputUIHints.DynamicOutcomes"/>.</summary>
public class DynamicOutcomesOptions
{
    /// <summary>Outcomes that are always there.</summary>
    public ICollection<string> FixedOutcomes { get; set; } = [];
}
