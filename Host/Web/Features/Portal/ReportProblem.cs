using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Portal;

/// <summary>A customer reports by serial number and sees coverage and promise before sending.</summary>
public static class ReportProblem
{
    private const int LongestTitle = 60;

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/portal/new", async (IntakeForms forms, PromisePreview.Handler preview, KeepRequest.Handler drafts, ItrDbContext db, CurrentActor me, HttpContext http) =>
        {
            var asked = PortalForm.Of(http.Request.Query);
            if (await drafts.FindAsync(http.RequestAborted) is { } kept)
            {
                var typed = kept.Form with { Equipment = asked.Equipment ?? kept.Form.Equipment };
                return await ShowAsync(typed, new Dictionary<string, string>(), await preview.HandleAsync(typed, http.RequestAborted), forms, http, kept.SavedAt);
            }

            var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(x => x.Id == me.Value.PersonId, http.RequestAborted);
            var form = asked with { OccurredAt = Moments.Field(forms.Now), ContactName = user?.Name.ToString(), ContactPhone = user?.PhoneNumber };
            return await ShowAsync(form, new Dictionary<string, string>(), await preview.HandleAsync(form, http.RequestAborted), forms, http);
        }).RequireAuthorization(Permissions.PortalUse);

        pages.MapPost("/portal/new", async Task<IResult> (
            IntakeForms forms, Intake check, PromisePreview.Handler preview, IPolicies policies, IBlobs blobs, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
        {
            var posted = await http.Request.ReadFormAsync(http.RequestAborted);
            var form = PortalForm.Of(posted);
            var found = await preview.HandleAsync(form, http.RequestAborted);
            var row = form.RowOf(await policies.CurrentAsync(http.RequestAborted));
            var intake = await forms.ReadAsync(ToIntake(form, row, found.Element), http.RequestAborted);
            var errors = await ErrorsAsync(form, intake, check, texts, http.RequestAborted);
            if (errors.Count == 0)
                try
                {
                    var files = await blobs.StoreAsync(posted.Files, http.RequestAborted);
                    var done = await run.RunAsync<RegisterCase.Command, RegisterCase.Result>(new(intake, files), form, "POST /portal/new", posted["key"], http.RequestAborted);
                    await KeepRequest.RunAsync(run, null, http.RequestAborted);
                    http.Say("Portal.Sent", null, done.No);
                    return Pages.Next($"/cases/{done.No}");
                }
                catch (RuleViolationException rule)
                {
                    errors[""] = rule.Words(texts);
                }

            return await ShowAsync(form, errors, found, forms, http);
        }).RequireAuthorization(Permissions.PortalUse);
    }

    private static async Task<IResult> ShowAsync(PortalForm form, IReadOnlyDictionary<string, string> errors, PromisePreview.Found found, IntakeForms forms, HttpContext http, DateTimeOffset? keptAt = null) =>
        Pages.Show<ReportPage>(
            new
            {
                Form = form,
                Errors = errors,
                Choices = await forms.ChoicesAsync(http.RequestAborted),
                Found = found,
                KeptAt = keptAt,
            },
            errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    // The same form that the hotline fills; what the customer is not asked follows from the element.
    private static IntakeForm ToIntake(PortalForm form, FaultMatrixRow? row, PromisePreview.Element? element) => new(
        Channel: null, form.CaseType?.ToString(), form.Customer, Site: null, form.Equipment, form.ContactName, form.ContactPhone, form.OccurredAt, ReportedAt: null, FormOpenedAt: null,
        TitleOf(form, row, element), form.Description, row?.Code, form.Kind == PortalKind.Interrupted ? "true" : null, row is { IsNmsDownByDefault: true } ? "true" : null,
        form.AffectedServices, element?.CityCode);

    private static string TitleOf(PortalForm form, FaultMatrixRow? row, PromisePreview.Element? element)
    {
        var subject = row?.Name.ToString() ?? form.Description?.Trim().Split('\n')[0].Trim() ?? "";
        var title = row is null ? $"{(form.OtherType is { } type ? Names.Of("CaseType", type.ToString()) + " " : "")}{subject}" : $"{element?.Code ?? form.Equipment?.Trim()} {subject}";
        return title.Length > LongestTitle ? title[..LongestTitle] : title;
    }

    private static async Task<Dictionary<string, string>> ErrorsAsync(PortalForm form, CaseIntake intake, Intake check, IStringLocalizer<Ui> texts, CancellationToken cancellationToken)
    {
        var (_, problems) = await check.CheckAsync(intake, cancellationToken);
        var errors = problems.GroupBy(problem => FieldOf(problem.Field)).ToDictionary(group => group.Key, group => group.First().ToException().Words(texts));
        if (form.Kind is null)
            errors["kind"] = texts["Portal.KindRequired"];
        if (form.Kind == PortalKind.Other && form.OtherType is null or CaseType.Fault)
            errors["otherType"] = texts["Portal.TypeRequired"];
        if (string.IsNullOrWhiteSpace(form.Description))
            errors["description"] = texts["Portal.DescriptionRequired"];
        if (form.Kind is null or PortalKind.Interrupted)
            errors.Remove("faultCode"); // said by another field, or not asked
        return errors;
    }

    // The field of this form under which a problem of the intake is shown.
    private static string FieldOf(string field) => field switch
    {
        "equipmentId" or "siteId" or "affectedCities" => "equipment",
        "customerId" => "customer",
        "faultCategory" or "serviceInterrupted" => "faultCode",
        "title" => "description",
        "newContactPhone" => "contactPhone",
        _ => field,
    };
}
