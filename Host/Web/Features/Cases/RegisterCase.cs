using System.ComponentModel.DataAnnotations;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>Opens a case and starts its flow (R14): from the page, or from a program.</summary>
public static class RegisterCase
{
    /// <param name="Files">Attached to the new case; their bytes are stored already (D16).</param>
    public sealed record Command(CaseIntake Intake, IReadOnlyList<UploadFile.Stored>? Files = null);

    public sealed record Result(string No);

    public sealed class Handler(CaseDesk desk, DocumentDesk documents, IFlows flows, AccessScope access) : ICommandHandler<Command, Result>
    {
        /// <exception cref="RuleViolationException">The first problem that the intake check finds.</exception>
        public async Task<Result> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            using var system = access.EnterSystem(); // who may report what was checked with the form; clocks and flows reach further
            var record = await desk.RegisterAsync(command.Intake, cancellationToken);
            foreach (var file in command.Files ?? [])
                await documents.AttachAsync(record, new BlobInfo(file.Hash, file.Size), file.Name, file.ContentType, isInternal: false, cancellationToken);
            await flows.StartAsync(FlowIds.ManageServiceRequest, record.Ref);
            return new Result(record.No);
        }
    }

    /// <summary>The body of the route; codes are those of the records, instants ISO 8601.</summary>
    public sealed record Body
    {
        public Channel? Channel { get; init; }
        [Required] public CaseType? CaseType { get; init; }
        [Required, StringLength(30)] public string CustomerCode { get; init; } = "";
        [StringLength(30)] public string? SiteCode { get; init; }

        /// <summary>Code or serial number of the network element; what cannot be found is kept as text.</summary>
        [StringLength(200)] public string? Equipment { get; init; }
        [StringLength(80)] public string? ContactName { get; init; }
        [StringLength(40)] public string? ContactPhone { get; init; }
        public DateTimeOffset? OccurredAt { get; init; }
        public DateTimeOffset? ReportedAt { get; init; }
        [Required, StringLength(120)] public string Title { get; init; } = "";
        [Required, StringLength(4000)] public string Description { get; init; } = "";
        public FaultCategory? FaultCategory { get; init; }
        [StringLength(60)] public string? FaultCode { get; init; }
        public bool? ServiceInterrupted { get; init; }
        public bool? IsNmsDown { get; init; }
        [StringLength(500)] public string? AffectedServices { get; init; }
        public IReadOnlyList<string>? AffectedCities { get; init; }
    }

    private static readonly Body Sample = new()
    {
        Channel = Domain.Cases.Channel.Phone,
        CaseType = Domain.Cases.CaseType.Fault,
        CustomerCode = "GDB-GZ",
        Equipment = "NE-GZ-0001",
        ContactName = "Zhu Min",
        ContactPhone = "020-00000000",
        OccurredAt = new(2026, 11, 23, 2, 0, 0, TimeSpan.FromHours(8)),
        Title = "10G trunk down",
        Description = "All services between Guangzhou and Shenzhen interrupted",
        FaultCategory = Domain.Cases.FaultCategory.Business,
        FaultCode = "BIZ_INTERRUPTED",
        ServiceInterrupted = true,
        AffectedServices = "Leased lines of two banks",
        AffectedCities = ["GZ", "SZ"],
    };

    /// <summary>What one may name in the body.</summary>
    public sealed record Named(string Code, Bilingual Name);

    /// <param name="Site">Where it stands.</param>
    public sealed record Element(string Code, string Site);

    /// <summary>What the form offers to the caller; of long lists the first 500.</summary>
    public sealed record Offer(
        IReadOnlyList<Named> CaseTypes, IReadOnlyList<Named> Channels, IReadOnlyList<Named> Customers, IReadOnlyList<Named> Sites, IReadOnlyList<Element> Equipment,
        IReadOnlyList<IntakeForms.FaultMatrixEntryView> FaultCodes, IReadOnlyList<Named> Cities);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/cases/choices", async (IntakeForms forms, CancellationToken cancellationToken) =>
            {
                var found = await forms.ChoicesAsync(cancellationToken);
                return TypedResults.Ok(new Offer(
                    Words("CaseType"), found.IsCustomer ? [] : Words("Channel"), Lines(found.Customers), Lines(found.Sites), [.. found.Equipment.Select(x => new Element(x.Code, x.Text))], found.FaultCodes,
                    Lines(found.Cities)));
            })
            .RequireAuthorization(Permissions.CaseRegister)
            .WithSummary("Customers, sites, equipment and codes that the caller may name in a service request");
        api.MapPost("/cases", async Task<IResult> (
                Body body, IntakeForms forms, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
            {
                var intake = await forms.ReadAsync(body, cancellationToken);
                var done = await run.RunAsync<Command, Result>(new Command(intake), body, "POST /api/cases", key, cancellationToken);
                return TypedResults.Created($"/api/cases/{done.No}", done);
            })
            .RequireAuthorization(Permissions.CaseRegister).Produces<Result>(StatusCodes.Status201Created)
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(Sample)
            .WithSummary("Register a service request and start its flow");
    }

    private static List<Named> Words(string enumeration) => [.. ITR.Workflows.Words.Shipped.Choices(enumeration).Select(choice => new Named(choice.Key, choice.Label))];

    private static List<Named> Lines(IEnumerable<(string Code, Bilingual Name)> found) => [.. found.Select(x => new Named(x.Code, x.Name))];

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases/new", async (IntakeForms forms, HttpContext http) =>
            Pages.Show<RegisterPage>(new { Form = IntakeForms.Empty(forms.Now), Choices = await forms.ChoicesAsync(http.RequestAborted) })).RequireAuthorization(Permissions.CaseRegister);

        pages.MapPost("/cases/new", async Task<IResult> (
            IntakeForms forms, Intake check, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
        {
            var posted = await http.Request.ReadFormAsync(http.RequestAborted);
            var form = IntakeForm.Of(posted);
            var intake = await forms.ReadAsync(form, http.RequestAborted);
            var (_, problems) = await check.CheckAsync(intake, http.RequestAborted);
            var errors = problems.GroupBy(problem => problem.Field).ToDictionary(group => group.Key, group => group.First().ToException().Words(texts));
            if (errors.Count == 0)
                try
                {
                    var done = await run.RunAsync<Command, Result>(new Command(intake), form, "POST /cases/new", posted["key"], http.RequestAborted);
                    http.Say("Case.Did.register", null, done.No);
                    return Pages.Next($"/cases/{done.No}");
                }
                catch (RuleViolationException rule)
                {
                    errors[""] = rule.Words(texts);
                }

            return Pages.Show<RegisterPage>(new { Form = form, Choices = await forms.ChoicesAsync(http.RequestAborted), Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        }).RequireAuthorization(Permissions.CaseRegister);
    }
}
