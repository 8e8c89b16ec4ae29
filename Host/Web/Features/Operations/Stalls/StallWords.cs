using Elsa.ITR.Web.Localization;

namespace Elsa.ITR.Web.Features.Operations.Stalls;

/// <summary>What stands in the braces of a cause's sentence and evidence, in the language of the moment.</summary>
public static class StallWords
{
    /// <param name="stall">The cause.</param>
    /// <param name="at">How instants are told.</param>
    public static object[] ArgsOf(Stall stall, Func<DateTimeOffset, string> at) => [stall.StepName ?? "", .. stall.Args.Select(arg => Worded(arg, at))];

    private static object Worded(object? arg, Func<DateTimeOffset, string> at) => arg switch
    {
        Stall.Word word => Names.Of(word.Enumeration, word.Value),
        DateTimeOffset instant => at(instant),
        null => "–",
        _ => arg,
    };
}
