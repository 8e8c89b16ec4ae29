using System.Globalization;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Web.Commands.Import;

/// <summary>Says what the intake form found wrong as the report of an import does: expected, found, what to do.</summary>
internal static class IntakeWords
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["case.title-length"] = "expected {min} to {max} characters, but it has {actual}. Shorten or lengthen it.",
        ["case.description-length"] = "expected 1 to {max} characters, but it has {actual}. Shorten it or fill it in.",
        ["case.reported-in-future"] = "expected a time that has passed, but it is {actual} and now is {now}. Correct the time.",
        ["case.occurred-after-reported"] = "expected not later than reportedAt, {reported}, but it is {occurred}. Correct one of the two.",
        ["case.partner-time-required"] = "expected the time the partner was told, but it is missing. Fill it in or leave partner empty.",
        ["case.equipment-required"] = "expected an element for a fault, but it is missing. Name it, or describe it in equipmentText.",
        ["case.equipment-of-other-customer"] = "expected an element of {customer}, but {equipment} belongs to another customer. Correct one of the two.",
        ["case.contact-phone-required"] = "expected a telephone number for the new contact, but it is missing. Fill it in.",
        ["case.fault-category-required"] = "expected one of Business, Nms, Temperature, Other for a fault, but it is missing. Fill it in.",
        ["case.service-interrupted-required"] = "expected true or false for a fault, but it is missing. Fill it in.",
        ["case.fault-code-required"] = "expected a code of the fault matrix, but it is missing. Fill it in.",
        ["case.fault-code-unknown"] = "expected one of {expected}, but it is {actual}. Use one of these codes.",
        ["case.affected-services-required"] = "expected the services that are down for a level 1 fault, but it is missing. Fill it in.",
        ["case.affected-cities-required"] = "expected the cities concerned for a level 1 fault, but it is missing. Fill it in.",
    };

    public static string Of(IntakeProblem problem) =>
        Known.TryGetValue(problem.Code, out var text)
            ? $"{FileName(problem.Field)}: {Texts.Fill(text, problem.Args.ToDictionary(arg => arg.Name, arg => arg.Value))}"
            : $"{FileName(problem.Field)}: {Of(problem.ToException())}";

    /// <summary>A broken rule that nobody wrote a sentence for: its code and what it was held against.</summary>
    public static string Of(RuleViolationException broken) =>
        $"rule {broken.Code}" + string.Concat(broken.Args.Select(arg => $", {arg.Key} {Convert.ToString(arg.Value, CultureInfo.InvariantCulture)}"));

    // The form's references end in Id, the columns of a file do not: customerId → customer.
    private static string FileName(string field) => field switch
    {
        "newContactPhone" => "contactPhone",
        _ when field.EndsWith("Id", StringComparison.Ordinal) => field[..^2],
        _ => field,
    };
}
