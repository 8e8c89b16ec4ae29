using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Features.Cases.Archive;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Clocks;

/// <summary>Every minute of a promise: what counted, what did not and why, who is told when.</summary>
public static class ExplainClock
{
    /// <param name="ShowThresholds">Who is told when is for our own people.</param>
    public sealed record Found(ClockExplanation Promise, ClockView Clock, bool ShowThresholds);

    public sealed class Handler(ClockDesk desk, ClockViews views, ArchivedCases archive, AccessScope access)
    {
        /// <returns>Null when there is no such clock in the viewer's scope.</returns>
        public async Task<Found?> HandleAsync(Guid id, CancellationToken cancellationToken) =>
            (await desk.ExplainAsync(id, cancellationToken) ?? await archive.ExplainAsync(id, cancellationToken)) is { } promise && (access.SeesInternal || !promise.Definition.IsInternal)
                ? new Found(promise, (await views.OfAsync([promise.Clock], cancellationToken))[0], access.SeesInternal)
                : null;
    }

    /// <param name="Intervals">From the start to the stop, or to the later of the due time and now; without holes.</param>
    /// <param name="Thresholds">In rising order; empty for who does not work for the vendor.</param>
    public sealed record Answer(ClockView Clock, ClockState State, string RecordNo, IReadOnlyList<ClockInterval> Intervals, IReadOnlyList<Threshold> Thresholds);

    /// <param name="At">When it was or will be reached.</param>
    /// <param name="FiredAt">When it acted; null while it has not.</param>
    /// <param name="Told">Names of those who were told.</param>
    public sealed record Threshold(int Percent, ThresholdAction Action, DateTimeOffset At, DateTimeOffset? FiredAt, string? Told);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/clocks/{id:guid}", async Task<IResult> (Guid id, Handler clocks, HttpContext http) =>
            {
                if (await clocks.HandleAsync(id, http.RequestAborted) is not { Promise: var promise } found)
                    return TypedResults.NotFound();

                http.Response.Headers.ETag = ETags.Of(promise.Clock.RowVersion);
                return TypedResults.Ok(new Answer(
                    found.Clock, promise.Clock.State, promise.Clock.RecordNo, promise.Intervals,
                    found.ShowThresholds ? [.. promise.Thresholds.Select(x => new Threshold(x.Step.Percent, x.Step.Action, x.At, x.FiredAt, x.Told))] : []));
            })
            .RequireAuthorization(Permissions.CaseRead).Produces<Answer>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A clock with every stretch of its time: what counted, what did not and why, who is told when");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/clocks/{id:guid}", async Task<IResult> (Guid id, Handler clocks, HttpContext http) =>
                await clocks.HandleAsync(id, http.RequestAborted) is { } found ? Pages.Show<ClockPage>(new { found.Promise, found.Clock, found.ShowThresholds }) : Missing.Record(http, id.ToString("N")[..8]))
            .RequireAuthorization(Permissions.CaseRead);
}
