using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>What a person types into the intake form; everything is text, so that nothing typed is lost.</summary>
public sealed record IntakeForm(
    string? Channel, string? CaseType, string? Customer, string? Site, string? Equipment, string? ContactName, string? ContactPhone, string? OccurredAt, string? ReportedAt,
    string? FormOpenedAt, string? Title, string? Description, string? FaultCode, string? ServiceInterrupted, string? IsNmsDown, string? AffectedServices, string? AffectedCities)
{
    public static IntakeForm Of(IFormCollection posted) => new(
        posted["Channel"], posted["CaseType"], posted["Customer"], posted["Site"], posted["Equipment"], posted["ContactName"], posted["ContactPhone"], posted["OccurredAt"],
        posted["ReportedAt"], posted["FormOpenedAt"], posted["Title"], posted["Description"], posted["FaultCode"], posted["ServiceInterrupted"], posted["IsNmsDown"],
        posted["AffectedServices"], posted["AffectedCities"]);
}

/// <summary>Turns forms and bodies into an intake: codes become records of the viewer's scope.</summary>
public sealed class IntakeForms(ItrDbContext db, IPolicies policies, CurrentActor me, TimeProvider time)
{
    private const int Most = 500;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <param name="Customers">Of the viewer's scope; one for a customer's own user.</param>
    public sealed record Choices(
        IReadOnlyList<(string Code, Bilingual Name)> Customers, IReadOnlyList<(string Code, string Text)> Equipment, IReadOnlyList<(string Code, Bilingual Name)> Sites,
        IReadOnlyList<FaultMatrixEntryView> FaultCodes, IReadOnlyList<(string Code, Bilingual Name)> Cities, bool IsCustomer);

    public sealed record FaultMatrixEntryView(string Code, string Category, int Level, Bilingual Name);

    public static IntakeForm Empty(DateTimeOffset now) => new(
        null, nameof(Domain.Cases.CaseType.Fault), null, null, null, null, null, Moments.Field(now), Moments.Field(now), Moments.Field(now), null, null, null, null, null, null, null);

    public async Task<Choices> ChoicesAsync(CancellationToken cancellationToken)
    {
        var customers = await db.Set<Customer>().Where(x => x.IsActive).OrderBy(x => x.Code).Take(Most).Select(x => new { x.Code, x.NameZh, x.NameEn }).ToListAsync(cancellationToken);
        var equipment = await (from element in db.Set<InstalledEquipment>()
                               join site in db.Set<CustomerSite>() on element.SiteId equals site.Id
                               orderby element.Code
                               select new { element.Code, Site = site.NameZh }).Take(Most).ToListAsync(cancellationToken);
        var sites = await db.Set<CustomerSite>().OrderBy(x => x.Code).Take(Most).Select(x => new { x.Code, x.NameZh, x.NameEn }).ToListAsync(cancellationToken);
        var cities = await db.Set<City>().OrderBy(x => x.Code).Select(x => new { x.Code, x.NameZh, x.NameEn }).ToListAsync(cancellationToken);
        var policy = await policies.CurrentAsync(cancellationToken);
        return new Choices(
            [.. customers.Select(x => (x.Code, new Bilingual(x.NameZh, x.NameEn)))], [.. equipment.Select(x => (x.Code, x.Site))],
            [.. sites.Select(x => (x.Code, new Bilingual(x.NameZh, x.NameEn.Length > 0 ? x.NameEn : x.NameZh)))],
            [.. policy.FaultMatrix.Values.Select(x => new FaultMatrixEntryView(x.Code, x.Category, x.Level, x.Name))],
            [.. cities.Select(x => (x.Code, new Bilingual(x.NameZh, x.NameEn)))], me.Value.Roles.Any(RoleCodes.IsCustomerSide));
    }

    public async Task<CaseIntake> ReadAsync(IntakeForm form, CancellationToken cancellationToken)
    {
        var policy = await policies.CurrentAsync(cancellationToken);
        var code = Blank(form.FaultCode);
        var isFault = form.CaseType == nameof(Domain.Cases.CaseType.Fault);
        return await ResolveAsync(new CaseIntake
        {
            Channel = Enum.TryParse<Channel>(form.Channel, out var channel) ? channel : OwnChannel,
            CaseType = Enum.TryParse<CaseType>(form.CaseType, out var type) ? type : Domain.Cases.CaseType.Fault,
            NewContactName = Blank(form.ContactName),
            NewContactPhone = Blank(form.ContactPhone),
            OccurredAt = Moments.Parse(form.OccurredAt) ?? time.GetUtcNow(),
            ReportedAt = Moments.Parse(form.ReportedAt) ?? time.GetUtcNow(),
            FormOpenedAt = form.Channel == nameof(Domain.Cases.Channel.Phone) ? Moments.Parse(form.FormOpenedAt) : null,
            Title = form.Title?.Trim() ?? "",
            Description = form.Description?.Trim() ?? "",
            FaultCode = isFault ? code : null,
            FaultCategory = isFault && code is not null && policy.FaultMatrix.TryGetValue(code, out var row) && Enum.TryParse<FaultCategory>(row.Category, out var category) ? category : null,
            ServiceInterrupted = isFault ? form.ServiceInterrupted is "true" : null,
            IsNmsDown = isFault && form.IsNmsDown is "true" ? true : null,
            AffectedServices = Blank(form.AffectedServices),
            AffectedCities = [.. (form.AffectedCities ?? "").Split([',', '，', '、', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        }, form.Customer, form.Site, form.Equipment, cancellationToken);
    }

    public Task<CaseIntake> ReadAsync(RegisterCase.Body body, CancellationToken cancellationToken) => ResolveAsync(new CaseIntake
    {
        Channel = body.Channel ?? OwnChannel,
        CaseType = body.CaseType ?? Domain.Cases.CaseType.Fault,
        NewContactName = Blank(body.ContactName),
        NewContactPhone = Blank(body.ContactPhone),
        OccurredAt = body.OccurredAt ?? body.ReportedAt ?? time.GetUtcNow(),
        ReportedAt = body.ReportedAt ?? time.GetUtcNow(),
        Title = body.Title.Trim(),
        Description = body.Description.Trim(),
        FaultCategory = body.FaultCategory,
        FaultCode = Blank(body.FaultCode),
        ServiceInterrupted = body.ServiceInterrupted,
        IsNmsDown = body.IsNmsDown,
        AffectedServices = Blank(body.AffectedServices),
        AffectedCities = body.AffectedCities ?? [],
    }, body.CustomerCode, body.SiteCode, body.Equipment, cancellationToken);

    private Channel OwnChannel => me.Value.Roles.Any(RoleCodes.IsCustomerSide) ? Domain.Cases.Channel.Portal
        : me.Value.Roles.Any(RoleCodes.IsPartnerSide) ? Domain.Cases.Channel.Partner : Domain.Cases.Channel.Phone;

    // An element names its customer and site; codes outside the viewer's scope are as good as unknown.
    private async Task<CaseIntake> ResolveAsync(CaseIntake intake, string? customer, string? site, string? equipment, CancellationToken cancellationToken)
    {
        var text = Blank(equipment);
        var element = text is null ? null : await db.Set<InstalledEquipment>().AsNoTracking().FirstOrDefaultAsync(x => x.Code == text || x.SerialNo == text, cancellationToken);
        var (customerCode, siteCode) = (Blank(customer), Blank(site));
        var owner = customerCode is null ? element?.CustomerId
            : (await db.Set<Customer>().AsNoTracking().FirstOrDefaultAsync(x => x.Code == customerCode, cancellationToken))?.Id;
        Guid? place = siteCode is null ? null : (await db.Set<CustomerSite>().AsNoTracking().FirstOrDefaultAsync(x => x.Code == siteCode, cancellationToken))?.Id ?? Guid.Empty;
        return intake with { CustomerId = owner ?? Guid.Empty, SiteId = place, EquipmentId = element?.Id, EquipmentText = element is null ? text : null };
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
