using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Web.Features.Operations.Repairs;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Operations.Jobs;

/// <summary>Work that the product does again and again by itself: its rhythm, its last run and its next, and having it run now.</summary>
public static class RunRecurring
{
    /// <param name="Every">From start to start; null where <paramref name="Cron"/> says when.</param>
    /// <param name="Zone">Time zone of the expression.</param>
    /// <param name="IsOnce">One run is enough for all nodes.</param>
    /// <param name="PreviousAt">When it was due last, on whatever node.</param>
    /// <param name="StartedAt">Begin of its last run on the node that answers.</param>
    /// <param name="Error">Why that failed; null when it did not.</param>
    public sealed record Row(string Name, TimeSpan? Every, string? Cron, string? Zone, bool IsOnce, DateTimeOffset? NextAt, DateTimeOffset? PreviousAt, DateTimeOffset? StartedAt, TimeSpan? Took, string? Error)
    {
        internal static Row Of(RecurringJobState state) => new(
            state.Job.Name, state.Job.Every, state.Job.Cron, state.Job.Cron is null ? null : state.Job.TimeZone ?? "UTC", state.Job.OncePerCluster, state.NextAt, state.PreviousAt,
            state.Last?.StartedAt, state.Last?.Took, state.Last?.Error);
    }

    public sealed record Command(string Name, string Reason);

    /// <summary>The body of the route.</summary>
    public sealed record Body([property: Required, StringLength(500, MinimumLength = 3)] string Reason);

    public sealed class Handler(AuditTrail audit) : ICommandHandler<Command, bool>
    {
        public Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            audit.Write("job.run", InstanceRecord.Named(command.Name), null, command.Name, command.Reason);
            return Task.FromResult(true);
        }
    }

    /// <summary>The rhythm in words; what is no plain time of day stays an expression.</summary>
    public static string Rhythm(Row row, IStringLocalizer<Ui> texts)
    {
        if (row.Every is { } every)
            return texts["Jobs.Every", every < TimeSpan.FromMinutes(1) ? texts["Jobs.Seconds", every.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)].Value : Durations.Short(every)];
        if (row.Cron!.Split(' ') is not [_, var minute, var hour, "*", "*", "?"] || !int.TryParse(minute, CultureInfo.InvariantCulture, out var m) || !int.TryParse(hour, CultureInfo.InvariantCulture, out var h))
            return row.Cron;

        var zone = TimeZoneInfo.FindSystemTimeZoneById(row.Zone!);
        return texts["Jobs.Daily", Moments.Clock(new DateTimeOffset(2026, 1, 1, h, m, 0, zone.BaseUtcOffset))];
    }

    public static async Task<IReadOnlyList<Row>> RowsAsync(IRecurringJobs jobs, CancellationToken cancellationToken) => [.. (await jobs.StatesAsync(cancellationToken)).Select(Row.Of)];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/operations/recurring", async (IRecurringJobs jobs, CancellationToken cancellationToken) => TypedResults.Ok(await RowsAsync(jobs, cancellationToken)))
            .RequireAuthorization(Permissions.OperationsRead)
            .WithSummary("Work that the product does again and again: rhythm, last run and next");
        api.MapPost("/operations/recurring/{name}/run", async Task<IResult> (
                string name, Body body, Shell.Command run, IRecurringJobs jobs, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                await RunAsync(name, body.Reason.Trim(), key, run, jobs, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound())
            .RequireAuthorization(Permissions.OperationsRepair).Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound)
            .WithExample(new Body("The month begins today"))
            .WithSummary("Have recurring work run now, besides its rhythm");
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/operations/recurring/{name}/run", (string name, IRecurringJobs jobs, HttpContext http) => DialogAsync(name, null, jobs, http)).RequireAuthorization(Permissions.OperationsRepair);
        pages.MapPost("/operations/recurring/{name}/run", async Task<IResult> (string name, [FromForm] string? reason, [FromForm] string key, Shell.Command run, IRecurringJobs jobs, HttpContext http) =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return await DialogAsync(name, "Form.ReasonMissing", jobs, http);
            if (!await RunAsync(name, reason.Trim(), key, run, jobs, http.RequestAborted))
                return Missing.Record(http, name);

            http.Say("Jobs.Run.Done");
            return Dialogs.Done(http, "/operations/jobs#recurring");
        }).RequireAuthorization(Permissions.OperationsRepair);
    }

    private static async Task<bool> RunAsync(string name, string reason, string? key, Shell.Command run, IRecurringJobs jobs, CancellationToken cancellationToken)
    {
        if (!(await jobs.StatesAsync(cancellationToken)).Any(state => state.Job.Name == name))
            return false;

        await run.RunAsync<Command, bool>(new Command(name, reason), "POST /operations/recurring/run", key, cancellationToken);
        jobs.Wake(name);
        return true;
    }

    private static async Task<IResult> DialogAsync(string name, string? error, IRecurringJobs jobs, HttpContext http) =>
        (await RowsAsync(jobs, http.RequestAborted)).FirstOrDefault(row => row.Name == name) is { } row
            ? Pages.Show<RunRecurringDialog>(new { Job = row, ErrorKey = error }, error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Missing.Record(http, name);
}
