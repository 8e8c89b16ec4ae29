using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Commands.Import;

/// <summary>Turns a row into the intake form <c>case-intake</c>: codes become records, words become values.</summary>
public sealed class IntakeReader(ItrDbContext db, ICustomers customers, IInstalledBase installedBase)
{
    private readonly ImportProblems _problems = new();

    /// <exception cref="ImportRefusedException">Something is missing, malformed or unknown; the message lists all of it.</exception>
    public async Task<CaseIntake> ReadAsync(ImportRow row, CancellationToken cancellationToken)
    {
        var occurredAt = row.Instant("occurredAt", _problems);
        var reportedAt = row.Instant("reportedAt", _problems);
        var caseType = row.Word<CaseType>("caseType", _problems);
        var customer = await CustomerAsync(row, cancellationToken);
        var site = await SiteAsync(row, customer, cancellationToken);
        var equipment = await EquipmentAsync(row, cancellationToken);
        var intake = new CaseIntake
        {
            Channel = row.Word<Channel>("channel", _problems) ?? Channel.Internal,
            CustomerId = customer?.Id ?? Guid.Empty,
            SiteId = site?.Id ?? equipment?.SiteId,
            ContactId = await ContactAsync(row, customer, cancellationToken),
            NewContactName = row["contactName"],
            NewContactPhone = row["contactPhone"],
            EquipmentId = equipment?.Id,
            EquipmentText = row["equipmentText"],
            BoardId = await BoardAsync(row, cancellationToken),
            OccurredAt = occurredAt ?? reportedAt ?? default,
            ReportedAt = reportedAt ?? occurredAt ?? default,
            CaseType = caseType ?? CaseType.Fault,
            Title = row["title"] ?? "",
            Description = row["description"] ?? "",
            FaultCategory = row.Word<FaultCategory>("faultCategory", _problems),
            FaultCode = row["faultCode"],
            ServiceInterrupted = row.Flag("serviceInterrupted", _problems),
            IsNmsDown = row.Flag("isNmsDown", _problems),
            AffectedServices = row["affectedServices"],
            AffectedCities = row.List("affectedCities"),
            PartnerOrgId = await PartnerAsync(row, cancellationToken),
            PartnerReceivedAt = row.Instant("partnerReceivedAt", _problems),
            ComplaintSource = caseType == CaseType.Complaint ? row.Word<ComplaintSource>("complaintSource", _problems) : null,
        };
        await CheckContractAsync(row, equipment, reportedAt, cancellationToken);
        Require(row, "reportedAt", "when it was reported");
        Require(row, "caseType", "one of " + string.Join(", ", Enum.GetNames<CaseType>()));
        Require(row, "title", "5 to 120 characters");
        Require(row, "description", "what happened");
        return _problems.Any ? throw new ImportRefusedException(_problems.ToString()) : intake;
    }

    private void Require(ImportRow row, string field, string expected)
    {
        if (row[field] is null)
            _problems.Missing(field, expected);
    }

    private async Task<Customer?> CustomerAsync(ImportRow row, CancellationToken cancellationToken)
    {
        if (row["customer"] is not { } code)
        {
            _problems.Missing("customer", "the code of a customer such as GDB-GZ");
            return null;
        }

        var customer = await customers.FindByCodeAsync(code, cancellationToken);
        if (customer is null)
            _problems.Add("customer", "the code of a customer such as GDB-GZ", code, "Check the code.");
        return customer;
    }

    private async Task<CustomerSite?> SiteAsync(ImportRow row, Customer? customer, CancellationToken cancellationToken)
    {
        if (row["site"] is not { } code)
            return null;

        var site = await customers.SiteByCodeAsync(code, cancellationToken);
        if (site is null)
            _problems.Add("site", "the code of a site such as SITE-GZ-01", code, "Check the code or leave it empty.");
        else if (customer is not null && (await customers.FindAsync(site.CustomerId, cancellationToken))?.TreeOrgId != customer.TreeOrgId)
            _problems.Add("site", $"a site of {customer.Code} or its branches", code, "Name a site of this customer.");
        return site;
    }

    private async Task<InstalledEquipment?> EquipmentAsync(ImportRow row, CancellationToken cancellationToken)
    {
        if (row["equipment"] is not { } code)
            return null;

        var equipment = await installedBase.FindByCodeAsync(code, cancellationToken);
        if (equipment is null)
            _problems.Add("equipment", "the code of an installed element such as NE-GZ-0001", code, "Check the code, or leave it empty and describe the element in equipmentText.");
        return equipment;
    }

    private async Task<Guid?> ContactAsync(ImportRow row, Customer? customer, CancellationToken cancellationToken)
    {
        if (row["contact"] is not { } email || customer is null)
            return null;

        var contact = await db.Set<Contact>().FirstOrDefaultAsync(x => x.CustomerId == customer.Id && x.Email == email, cancellationToken);
        if (contact is null)
            _problems.Add("contact", $"the e-mail address of a contact of {customer.Code}", email, "Check it, or give contactName and contactPhone instead.");
        return contact?.Id;
    }

    private async Task<Guid?> BoardAsync(ImportRow row, CancellationToken cancellationToken)
    {
        if (row["board"] is not { } serial)
            return null;

        var board = await installedBase.BoardBySerialAsync(serial, cancellationToken);
        if (board is null)
            _problems.Add("board", "the serial number of an installed board", serial, "Check the number or leave it empty.");
        return board?.Id;
    }

    private async Task<Guid?> PartnerAsync(ImportRow row, CancellationToken cancellationToken)
    {
        if (row["partner"] is not { } code)
            return null;

        var partner = await db.Set<Organization>().FirstOrDefaultAsync(x => x.Code == code && x.Kind == OrganizationKind.Partner, cancellationToken);
        if (partner is null)
            _problems.Add("partner", "the code of a partner such as PA1", code, "Check the code.");
        return partner?.Id;
    }

    // A row may name the contract the customer refers to; one that is no longer in force is settled with the customer first.
    private async Task CheckContractAsync(ImportRow row, InstalledEquipment? equipment, DateTimeOffset? reportedAt, CancellationToken cancellationToken)
    {
        if (row["contract"] is not { } no)
            return;

        var contract = await db.Set<ServiceContract>().FirstOrDefaultAsync(x => x.No == no, cancellationToken);
        if (contract is null)
        {
            _problems.Add("contract", "the number of a contract such as CON-2026-001", no, "Check the number or leave it empty.");
            return;
        }

        if (reportedAt is not { } at || contract.IsInForce(at.LocalDate()))
            return;

        var day = at.LocalDate();
        var others = equipment is null
            ? []
            : await (from entitlement in db.Set<Entitlement>()
                     join line in db.Set<ContractLine>() on entitlement.ContractLineId equals line.Id
                     join other in db.Set<ServiceContract>() on line.ContractId equals other.Id
                     where entitlement.EquipmentId == equipment.Id && entitlement.IsActive && entitlement.From <= day && day <= entitlement.To
                     select other.No).Distinct().ToListAsync(cancellationToken);
        _problems.Add(
            "contract", $"a contract in force on {day:yyyy-MM-dd}", $"{no}, in force {contract.EffectiveFrom:yyyy-MM-dd} to {contract.EffectiveTo:yyyy-MM-dd}",
            others.Count > 0 ? $"Name {string.Join(" or ", others)}, or leave it empty." : "Leave it empty; the entitlement check decides.");
    }
}
