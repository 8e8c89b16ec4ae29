using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>The page of one clock, profile, pause reason or penalty rule; in a draft it is a form.</summary>
public static class ShowPolicyPart
{
    public sealed class Handler(GetPolicy.Handler versions, FindExample.Handler examples)
    {
        /// <param name="typed">What a refused form said.</param>
        /// <param name="error">Why it was refused.</param>
        public async Task<IResult> ShowAsync(int version, string part, string id, string? example, HttpContext http, PolicyEdit? typed = null, RuleViolationException? error = null)
        {
            if (await versions.HandleAsync(version, http.RequestAborted) is not { } found || (part == PolicyFilter.ProfilesPart && !found.IsInternal))
                return Missing.Record(http, $"v{version}");

            var status = error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
            return part switch
            {
                PolicyFilter.ProfilesPart when found.Set.Profiles.GetValueOrDefault(id) is { } profile =>
                    Pages.Show<PolicyProfilePage>(new { Policy = found, Profile = profile, Typed = typed as ProfileEdit, Error = error }, status),
                PolicyFilter.PausesPart when found.Set.PauseReasons.GetValueOrDefault(id) is { } reason =>
                    Pages.Show<PolicyPausePage>(new { Policy = found, Reason = reason, Typed = typed as PauseEdit, Error = error }, status),
                PolicyFilter.PenaltiesPart when found.Set.PenaltyRules.GetValueOrDefault(id) is { } rule =>
                    Pages.Show<PolicyPenaltyPage>(new { Policy = found, Rule = rule, Typed = typed as PenaltyEdit, Error = error }, status),
                PolicyFilter.ClocksPart when found.Clocks.FirstOrDefault(clock => clock.Id == id) is { } clock => Pages.Show<PolicyClockPage>(
                    new { Policy = found, Clock = clock, Typed = typed as ClockEdit, Error = error, Example = found is { IsInternal: true, State: PolicyState.Draft } ? await examples.HandleAsync(found.Set, [id], example, http.RequestAborted) : null }, status),
                _ => Missing.Record(http, id),
            };
        }
    }
}
