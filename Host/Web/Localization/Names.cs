using Elsa.ITR.Workflows;

namespace Elsa.ITR.Web.Localization;

/// <summary>Names of states, roles, outcomes and flows in the language of the request; pages never translate them themselves.</summary>
public static class Names
{
    /// <returns>The name; the value itself where nobody named it.</returns>
    public static string Of(string enumeration, string? value) => value is null ? "" : Words.Shipped.Label(enumeration, value).ToString();

    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum => Of(typeof(TEnum).Name, value.ToString());

    /// <summary>Values of an enumeration in the order of the product, with their names; empty for an unknown one.</summary>
    public static IReadOnlyList<(string Value, string Text)> All(string enumeration) =>
        [.. Words.Shipped.Choices(enumeration).Select(choice => (choice.Key, choice.Label.ToString()))];
}
