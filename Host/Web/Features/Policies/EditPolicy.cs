using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>Changes one part of a draft, or its whole file; what does not hold together is refused and the draft stays.</summary>
public static class EditPolicy
{
    /// <param name="ContentHash">What the person saw.</param>
    /// <param name="Edit">The change of one part; null where <paramref name="File"/> replaces everything.</param>
    /// <param name="File">The whole file.</param>
    public sealed record Command(int Version, string ContentHash, [property: JsonIgnore] PolicyEdit? Edit, string? File = null);

    public sealed record Result(int Version, string ContentHash);

    /// <summary>The body of the route.</summary>
    public sealed record Body(string ContentHash, JsonElement File);

    public sealed class Handler(PolicyStore policies, AuditTrail audit) : ICommandHandler<Command, Result?>
    {
        /// <returns>Null when there is no such version.</returns>
        /// <exception cref="RuleViolationException">policy.not-a-draft, .stale, .format, and what <see cref="PolicyDocument"/> refuses.</exception>
        public async Task<Result?> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (await policies.FindAsync(command.Version, cancellationToken) is not { } row)
                return null;
            if (row.State != PolicyState.Draft)
                throw new RuleViolationException("policy.not-a-draft", ("version", row.Version));
            if (row.Hash != command.ContentHash)
                throw new RuleViolationException("policy.stale", ("version", row.Version));

            try
            {
                policies.Write(row, command.File ?? Applied(row.Json, command.Edit!));
            }
            catch (PolicyFormatException wrong)
            {
                throw new RuleViolationException("policy.format", ("count", wrong.Faults.Count), ("first", wrong.Faults[0]));
            }

            audit.Write("policy.edit", PolicyRecord.Of(row), null, command.Edit is null ? "file" : JsonSerializer.Serialize(command.Edit, command.Edit.GetType()));
            return new Result(row.Version, row.Hash);
        }

        private static string Applied(string json, PolicyEdit edit)
        {
            var document = PolicyDocument.Open(json);
            switch (edit)
            {
                case ClockEdit clock: document.Apply(clock); break;
                case ProfileEdit profile: document.Apply(profile); break;
                case PauseEdit pause: document.Apply(pause); break;
                case PenaltyEdit penalty: document.Apply(penalty); break;
            }

            return document.ToJson();
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/policies/{version:int}", async Task<IResult> (int version, Body body, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
            {
                var command = new Command(version, body.ContentHash, null, body.File.ValueKind == JsonValueKind.Undefined ? "" : body.File.GetRawText());
                return await RunAsync(command, command, key, run, cancellationToken) is { } done ? TypedResults.Ok(done) : TypedResults.NotFound();
            })
            .RequireAuthorization(Permissions.PoliciesEdit)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new { contentHash = "hash of the draft, as GET answers it", file = new { policies = Array.Empty<object>(), clocks = Array.Empty<object>() } })
            .WithSummary("Give a draft another content");

    public static void MapPages(IEndpointRouteBuilder pages)
    {
        foreach (var part in (string[])[PolicyFilter.ClocksPart, PolicyFilter.ProfilesPart, PolicyFilter.PausesPart, PolicyFilter.PenaltiesPart])
        {
            pages.MapGet($"/admin/sla/{{version:int}}/{part}/{{id}}", (int version, string id, [FromQuery] string? example, ShowPolicyPart.Handler show, HttpContext http) => show.ShowAsync(version, part, id, example, http))
                .RequireAuthorization(Permissions.PoliciesRead);
            pages.MapPost($"/admin/sla/{{version:int}}/{part}/{{id}}", (int version, string id, IFormCollection form, ShowPolicyPart.Handler show, Shell.Command run, HttpContext http) => SaveAsync(version, part, id, form, show, run, http))
                .RequireAuthorization(Permissions.PoliciesEdit);
        }
    }

    private static async Task<IResult> SaveAsync(int version, string part, string id, IFormCollection form, ShowPolicyPart.Handler show, Shell.Command run, HttpContext http)
    {
        var edit = PolicyForms.Read(part, id, form);
        try
        {
            if (await RunAsync(new Command(version, form["hash"].ToString(), edit), form.ToDictionary(x => x.Key, x => x.Value.ToString()), form["key"], run, http.RequestAborted) is null)
                return Missing.Record(http, $"v{version}");

            http.Say("Policy.Saved", null, id, PolicyWords.Number(version));
            return Pages.Next($"/admin/sla/{version}/{part}/{Uri.EscapeDataString(id)}");
        }
        catch (RuleViolationException broken) when (!broken.IsConflict())
        {
            return await show.ShowAsync(version, part, id, null, http, edit, broken);
        }
    }

    private static Task<Result?> RunAsync(Command command, object body, string? key, Shell.Command run, CancellationToken cancellationToken) =>
        run.RunAsync<Command, Result?>(command, body, "PUT /policies/{version}", key, cancellationToken, DraftPolicy.Lock);
}
