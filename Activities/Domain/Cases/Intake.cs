using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>Something wrong with a field of the intake form.</summary>
/// <param name="Field">Camel case, as in the form.</param>
/// <param name="Code">Rule code, e.g. <c>case.unknown-equipment</c>.</param>
/// <param name="Args">Values for the translated text.</param>
public sealed record IntakeProblem(string Field, string Code, params (string Name, object? Value)[] Args)
{
    /// <summary>The same as an exception.</summary>
    public RuleViolationException ToException() => new(Code, [("field", Field), .. Args]);
}

/// <summary>What the ids of a form stand for.</summary>
/// <param name="Customer">Who asks.</param>
/// <param name="Site">Where; null when none was named and none follows from the equipment.</param>
/// <param name="Equipment">The network element; null when unknown.</param>
/// <param name="Grade">Level by the matrix; null when it is no fault.</param>
public sealed record IntakeFindings(Customer Customer, CustomerSite? Site, InstalledEquipment? Equipment, FaultGrade? Grade);

/// <summary>Checks what somebody reports; every mistake is named at once.</summary>
public sealed class Intake(ICustomers customers, IInstalledBase equipment, IPolicies policies, TimeProvider time)
{
    private const int TitleMin = 5, TitleMax = 120, DescriptionMax = 4000; // form case-intake, flow 01

    /// <summary>Checks a form against customers, equipment and policy.</summary>
    /// <param name="form">The form.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <returns>What the ids stand for, null when there are problems; and the problems.</returns>
    public async Task<(IntakeFindings? Findings, IReadOnlyList<IntakeProblem> Problems)> CheckAsync(
        CaseIntake form, CancellationToken cancellationToken = default)
    {
        var problems = new List<IntakeProblem>();
        CheckText(form, problems);
        CheckTimes(form, problems);

        var customer = await customers.FindAsync(form.CustomerId, cancellationToken);
        if (customer is null)
            problems.Add(new("customerId", "case.unknown-customer"));
        var element = form.EquipmentId is { } equipmentId ? await equipment.FindAsync(equipmentId, cancellationToken) : null;
        if (form.EquipmentId is not null && element is null)
            problems.Add(new("equipmentId", "case.unknown-equipment"));
        if (form.CaseType == CaseType.Fault && form.EquipmentId is null && string.IsNullOrWhiteSpace(form.EquipmentText))
            problems.Add(new("equipmentId", "case.equipment-required"));
        if (customer is not null && element is not null && element.CustomerTreeOrgId != customer.TreeOrgId)
            problems.Add(new("equipmentId", "case.equipment-of-other-customer", ("equipment", element.Code), ("customer", customer.Code)));

        var siteId = form.SiteId ?? element?.SiteId;
        var site = siteId is { } known ? await customers.SiteAsync(known, cancellationToken) : null;
        if (form.SiteId is not null && site is null)
            problems.Add(new("siteId", "case.unknown-site"));
        await CheckContactAsync(form, problems, cancellationToken);

        var grade = form.CaseType == CaseType.Fault ? await GradeAsync(form, problems, cancellationToken) : null;
        return (problems.Count == 0 ? new IntakeFindings(customer!, site, element, grade) : null, problems);
    }

    private static void CheckText(CaseIntake form, List<IntakeProblem> problems)
    {
        if (form.Title.Trim().Length is < TitleMin or > TitleMax)
            problems.Add(new("title", "case.title-length", ("min", TitleMin), ("max", TitleMax), ("actual", form.Title.Trim().Length)));
        if (form.Description.Trim().Length is 0 or > DescriptionMax)
            problems.Add(new("description", "case.description-length", ("max", DescriptionMax), ("actual", form.Description.Trim().Length)));
    }

    private void CheckTimes(CaseIntake form, List<IntakeProblem> problems)
    {
        var now = time.GetUtcNow();
        if (form.ReportedAt > now)
            problems.Add(new("reportedAt", "case.reported-in-future", ("actual", form.ReportedAt), ("now", now)));
        if (form.OccurredAt > form.ReportedAt)
            problems.Add(new("occurredAt", "case.occurred-after-reported", ("occurred", form.OccurredAt), ("reported", form.ReportedAt)));
        if (form.FormOpenedAt > now)
            problems.Add(new("formOpenedAt", "case.reported-in-future", ("actual", form.FormOpenedAt), ("now", now)));
        if (form.PartnerOrgId is not null && form.PartnerReceivedAt is null)
            problems.Add(new("partnerReceivedAt", "case.partner-time-required"));
    }

    private async Task CheckContactAsync(CaseIntake form, List<IntakeProblem> problems, CancellationToken cancellationToken)
    {
        if (form.ContactId is { } contactId && await customers.ContactAsync(contactId, cancellationToken) is null)
            problems.Add(new("contactId", "case.unknown-contact"));
        if (!string.IsNullOrWhiteSpace(form.NewContactName) && string.IsNullOrWhiteSpace(form.NewContactPhone))
            problems.Add(new("newContactPhone", "case.contact-phone-required"));
    }

    private async Task<FaultGrade?> GradeAsync(CaseIntake form, List<IntakeProblem> problems, CancellationToken cancellationToken)
    {
        if (form.FaultCategory is null)
            problems.Add(new("faultCategory", "case.fault-category-required"));
        if (form.ServiceInterrupted is null)
            problems.Add(new("serviceInterrupted", "case.service-interrupted-required"));
        if (string.IsNullOrWhiteSpace(form.FaultCode))
        {
            problems.Add(new("faultCode", "case.fault-code-required"));
            return null;
        }

        var matrix = (await policies.CurrentAsync(cancellationToken)).FaultMatrix;
        if (!matrix.TryGetValue(form.FaultCode, out var row))
        {
            problems.Add(new("faultCode", "case.fault-code-unknown", ("actual", form.FaultCode), ("expected", string.Join(", ", matrix.Keys))));
            return null;
        }

        var grade = FaultMatrix.Grade(row, form.ServiceInterrupted ?? false, form.IsNmsDown);
        if (grade.Level == 1 && string.IsNullOrWhiteSpace(form.AffectedServices))
            problems.Add(new("affectedServices", "case.affected-services-required"));
        if (grade.Level == 1 && form.AffectedCities.Count == 0)
            problems.Add(new("affectedCities", "case.affected-cities-required"));
        return grade;
    }
}
