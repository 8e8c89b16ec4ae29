using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Records;

/// <summary>Opens a business record and starts its flow: from the page, or from a program.</summary>
public static class OpenRecord
{
    /// <param name="Kind">Key of the kind.</param>
    /// <param name="CaseNo">The case it comes from; null for none.</param>
    /// <param name="Facts">Entered text by field of the kind's opening form.</param>
    public sealed record Command(string Kind, string? CaseNo, IReadOnlyDictionary<string, string?> Facts);

    public sealed record Result(string No);

    /// <summary>Something of the form is not as it must be.</summary>
    public sealed class Handler(RecordDesk desk, ICases cases, IInstalledBase equipment, IWorkItemForms forms, IFlows flows, CurrentActor me, AccessScope access, TimeProvider time) : ICommandHandler<Command, Result>
    {
        /// <exception cref="RuleViolationException">record.type-unknown, record.not-allowed, work-item.field-*, case.unknown, equipment.unknown-code.</exception>
        public async Task<Result> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var kind = RecordKinds.Find(command.Kind) is { OpenForm: not null } known ? known : throw new RuleViolationException("record.type-unknown", ("type", command.Kind));
            if (kind.OpenPermission is not { } permission || !Permissions.Grant(me.Value.Roles, permission))
                throw new RuleViolationException("record.not-allowed", ("kind", kind.Key));

            var values = forms.Latest(kind.OpenForm!)!.Read("Submit", command.Facts, new Dictionary<string, object?>(), time.GetUtcNow(), out var problems);
            if (problems is [var first, ..])
                throw new RuleViolationException(first.Code, ("field", first.Field.Key), ("label", first.Field.Label));

            var from = command.CaseNo is { Length: > 0 } no
                ? await cases.FindByNoAsync(no, cancellationToken) ?? throw new RuleViolationException("case.unknown", ("no", no))
                : null;
            var record = RecordDesk.New(kind.Type);
            var facts = RecordFacts.Of(record);
            foreach (var (name, value) in values.Where(value => facts.ContainsKey(value.Key)))
                RecordFacts.Set(record, name, value);
            record.EquipmentId = await FirstElementAsync(values, cancellationToken);

            using var system = access.EnterSystem(); // what the person may name was checked; clocks and flows reach further
            await desk.OpenAsync(record, from?.Ref, cancellationToken);
            await flows.StartAsync(kind.FlowId, record.Ref);
            return new Result(record.No);
        }

        // With the eyes of the person: what he may not see he cannot name.
        private async Task<Guid?> FirstElementAsync(IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
        {
            Guid? first = null;
            foreach (var code in Facts.List(values.GetValueOrDefault("equipment") as string))
            {
                var element = await equipment.FindByCodeAsync(code, cancellationToken) ?? throw new RuleViolationException("equipment.unknown-code", ("code", code));
                first ??= element.Id;
            }

            return first;
        }
    }

    /// <summary>The body of the route: the kind's opening form.</summary>
    public sealed record Body(string Kind, string? CaseNo, Dictionary<string, string?> Facts);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/records/{key}/form", IResult (string key, IWorkItemForms forms, CurrentActor me) => FormOf(key, forms, me) is { } form ? TypedResults.Ok(form) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.RecordRead).Produces<WorkItemForm>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The form that opens a record of a kind: changes, upgrades, campaigns");

        api.MapPost("/records", async Task<IResult> (Body body, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
            {
                var done = await run.RunAsync<Command, Result>(new Command(body.Kind, body.CaseNo, body.Facts), body, "POST /api/records", key, cancellationToken);
                return TypedResults.Created($"/api/records/{done.No}", done);
            })
            .RequireAuthorization(Permissions.RecordRead).Produces<Result>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body("changes", null, new() { ["title"] = "Replace board SL64", ["equipment"] = "NE-GZ-0001", ["changeType"] = "Normal", ["reason"] = "Board SL64 shows bit errors" }))
            .WithSummary("Open a change, an upgrade or a batch replacement and start its flow");
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/records/{key}/new", (string key, string? @case, IWorkItemForms forms, CurrentActor me, HttpContext http) =>
            FormOf(key, forms, me) is { } form ? Pages.Show<OpenRecordPage>(new { Kind = RecordKinds.Find(key), Form = form, CaseNo = @case }) : Missing.Record(http, key)).RequireAuthorization(Permissions.RecordRead);

        pages.MapPost("/records/{key}/new", async Task<IResult> (string key, IWorkItemForms forms, CurrentActor me, Shell.Command run, IStringLocalizer<Ui> texts, TimeProvider time, HttpContext http) =>
        {
            if (FormOf(key, forms, me) is not { } form)
                return Missing.Record(http, key);

            var posted = await http.Request.ReadFormAsync(http.RequestAborted);
            var values = FormValues.Posted(form, posted);
            form.Read("Submit", values, new Dictionary<string, object?>(), time.GetUtcNow(), out var problems);
            string? error = null;
            if (problems.Count == 0)
                try
                {
                    var done = await run.RunAsync<Command, Result>(new Command(key, posted["case"], values), "POST /records/{key}/new", posted["key"], http.RequestAborted);
                    http.Say("Records.Opened", null, done.No);
                    return Pages.Next($"/records/{done.No}");
                }
                catch (RuleViolationException rule)
                {
                    error = rule.Words(texts);
                }

            return Pages.Show<OpenRecordPage>(new { Kind = RecordKinds.Find(key), Form = form, CaseNo = posted["case"].ToString(), Values = values, Problems = problems, Error = error }, StatusCodes.Status422UnprocessableEntity);
        }).RequireAuthorization(Permissions.RecordRead);
    }

    private static WorkItemForm? FormOf(string key, IWorkItemForms forms, CurrentActor me) =>
        RecordKinds.Find(key) is { OpenForm: { } form, OpenPermission: { } permission } && Permissions.Grant(me.Value.Roles, permission) ? forms.Latest(form) : null;
}
