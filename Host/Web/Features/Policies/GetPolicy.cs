using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Features.Organisation;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>One version with everything in it that the reader may see, and what it changes.</summary>
public static class GetPolicy
{
    /// <param name="Set">As it is, under the calendars in force; the reader's part stands in the lists beside it.</param>
    /// <param name="Before">The version it is held against: of a draft the newest published, else the one before; null for the first.</param>
    /// <param name="MayEdit">It is a draft and the reader may change it.</param>
    /// <param name="IsInternal">The reader is of the vendor's side: sees internal clocks, thresholds and escalation (R19).</param>
    public sealed record Details(
        int Number, PolicyState State, PolicyStanding Standing, string ContentHash, DateTimeOffset? EffectiveFrom, string? Note, int? BasedOn, bool IsShipped, SlaPolicySet Set, SlaPolicySet? Before,
        IReadOnlyList<PolicyChange> Changes, bool MayEdit, bool IsInternal)
    {
        public IReadOnlyList<ClockDefinition> Clocks { get; } = [.. Set.Clocks.Values.Where(clock => IsInternal || !clock.IsInternal)];

        public IReadOnlyList<PenaltyRule> Penalties { get; } = [.. Set.PenaltyRules.Values];

        public bool IsChanged(PolicyPart part, string id) => Changes.Any(change => change.Part == part && change.Id == id);

        /// <summary>Number of the version it is held against.</summary>
        public int? Against => Before?.Version;
    }

    public sealed class Handler(PolicyStore policies, AccessScope access, CurrentActor me, TimeProvider time)
    {
        /// <returns>Null when there is no such version, or it is a draft and the reader does not edit.</returns>
        public async Task<Details?> HandleAsync(int number, CancellationToken cancellationToken)
        {
            var mayEdit = Permissions.Grant(me.Value.Roles, Permissions.PoliciesEdit);
            if (await policies.FindAsync(number, cancellationToken) is not { State: not PolicyState.Discarded } row || (row.State == PolicyState.Draft && !mayEdit))
                return null;

            var current = await policies.CurrentAsync(cancellationToken);
            var set = policies.Read(row);
            var before = await policies.BeforeAsync(row, cancellationToken) is { } older ? await policies.GetAsync(older, cancellationToken) : null;
            return new Details(
                row.Version, row.State, PolicyStandings.Of(row.State, row.Version, row.EffectiveFrom, current.Version, time.GetUtcNow()), row.Hash, row.EffectiveFrom, row.Note, row.BasedOn, row.Shipped is not null, set, before,
                before is null ? [] : ChangesFor(PolicyDiff.Between(before, set), before, set), mayEdit && row.State == PolicyState.Draft, access.SeesInternal);
        }

        // What customers do not see is not told to them as a change either (R19).
        private IReadOnlyList<PolicyChange> ChangesFor(IReadOnlyList<PolicyChange> changes, SlaPolicySet before, SlaPolicySet set) => access.SeesInternal
            ? changes
            : [
                .. changes
                    .Where(change => change.Part != PolicyPart.Profile && !(change.Part == PolicyPart.Clock && (set.Clocks.GetValueOrDefault(change.Id) ?? before.Clocks[change.Id]).IsInternal))
                    .Select(change => change with { Fields = [.. change.Fields.Where(field => field.Name != "escalationProfile")] })
                    .Where(change => change.IsNew || change.IsGone || change.Fields.Count > 0),
            ];

        /// <summary>The file of a version, for a program that changes it; internal parts go to the vendor's side alone.</summary>
        public async Task<string?> FileAsync(int number, CancellationToken cancellationToken) =>
            access.SeesInternal && await HandleAsync(number, cancellationToken) is not null ? (await policies.FindAsync(number, cancellationToken))!.Json : null;
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/policies/{version:int}", async Task<IResult> (int version, Handler handler, CancellationToken cancellationToken) =>
                await handler.FileAsync(version, cancellationToken) is { } json ? TypedResults.Content(json, "application/json") : TypedResults.NotFound())
            .RequireAuthorization(Permissions.PoliciesRead)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The file of one version");
}
