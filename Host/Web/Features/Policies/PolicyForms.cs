using System.Globalization;
using Elsa.ITR.Domain.Clocks;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>Reads what the forms of a draft's parts sent; the domain checks it.</summary>
public static class PolicyForms
{
    public static PolicyEdit Read(string part, string id, IFormCollection form) => part switch
    {
        PolicyFilter.ProfilesPart => new ProfileEdit(id, Thresholds(form)),
        PolicyFilter.PausesPart => new PauseEdit(id, [.. form["levels"].Select(x => int.TryParse(x, CultureInfo.InvariantCulture, out var level) ? level : 0)], form["approver"].ToString(), form["hours"].ToString().Trim()),
        PolicyFilter.PenaltiesPart => new PenaltyEdit(id, form["points"].ToString().Trim(), form["per"].ToString(), form["automatic"] == "true", form["zh"].ToString().Trim(), form["en"].ToString().Trim()),
        _ => new ClockEdit(id, Targets(form), form["pausable"] == "true", form["profile"].ToString(), form["penalty"].ToString() is { Length: > 0 } rule ? rule : null),
    };

    private static List<TargetEdit> Targets(IFormCollection form) =>
        [.. form["value"].Zip(form["unit"], (value, unit) => new TargetEdit(value?.Trim() ?? "", unit ?? ""))];

    // A row whose percent was emptied is taken out.
    private static List<ThresholdEdit> Thresholds(IFormCollection form)
    {
        var steps = new List<ThresholdEdit>();
        for (var row = 0; form.ContainsKey($"percent-{row}"); row++)
        {
            if (form[$"percent-{row}"].ToString().Trim() is { Length: > 0 } percent)
            {
                steps.Add(new ThresholdEdit(
                    percent, form[$"action-{row}"].ToString(), form[$"level-{row}"].ToString(), form[$"urgency-{row}"].ToString(), [.. form[$"notify-{row}"].Where(x => x is { Length: > 0 }).Select(x => x!)], form[$"reassign-{row}"].ToString()));
            }
        }

        return steps;
    }
}
