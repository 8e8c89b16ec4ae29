using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Spares;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>What a reference field may name, as far as it fits into a list; the fields of one case have few candidates each.</summary>
public sealed class ReferenceChoices(ItrDbContext db)
{
    private const int Most = 200;

    /// <returns>Choices by kind; kinds that have no list are entered as text.</returns>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<FormChoice>>> ForAsync(WorkItemForm form, RecordRef record, CancellationToken cancellationToken)
    {
        var kinds = form.Fields.Concat(form.Fields.SelectMany(field => field.Columns))
            .Where(field => field is { Type: FormFieldType.Reference, Source: not null }).Select(field => field.Source!).Distinct();
        var choices = new Dictionary<string, IReadOnlyList<FormChoice>>();
        var subject = await db.Set<Case>().AsNoTracking()
            .Where(x => x.Id == (db.Set<RecordLink>().Where(link => link.RecordId == record.Id).Select(link => (Guid?)link.CaseId).FirstOrDefault() ?? record.Id)).FirstOrDefaultAsync(cancellationToken);
        foreach (var kind in kinds)
            choices[kind] = await OfAsync(kind, subject, cancellationToken);
        return choices;
    }

    private async Task<IReadOnlyList<FormChoice>> OfAsync(string kind, Case? subject, CancellationToken cancellationToken) => kind switch
    {
        "person" => await PeopleAsync(cancellationToken),
        "customer" => await db.Set<Customer>().Where(x => x.IsActive).OrderBy(x => x.Code).Take(Most)
            .Select(x => new FormChoice(x.Id.ToString(), new Bilingual(x.NameZh, x.NameEn))).ToListAsync(cancellationToken),
        "site" => await db.Set<CustomerSite>().Where(x => subject == null || x.CustomerId == subject.CustomerId).OrderBy(x => x.Code).Take(Most)
            .Select(x => new FormChoice(x.Id.ToString(), new Bilingual(x.Code + " " + x.NameZh, x.Code + " " + x.NameEn))).ToListAsync(cancellationToken),
        "contact" => await db.Set<Contact>().Where(x => subject == null || x.CustomerId == subject.CustomerId).OrderBy(x => x.Name).Take(Most)
            .Select(x => new FormChoice(x.Id.ToString(), new Bilingual(x.Name + " " + x.Phone, x.Name + " " + x.Phone))).ToListAsync(cancellationToken),
        "equipment" => await db.Set<InstalledEquipment>().Where(x => subject == null || x.CustomerId == subject.CustomerId).OrderBy(x => x.Code).Take(Most)
            .Select(x => new FormChoice(x.Id.ToString(), new Bilingual(x.Code, x.Code))).ToListAsync(cancellationToken),
        "case" => await db.Set<Case>().Where(x => subject == null || (x.CustomerId == subject.CustomerId && x.Id != subject.Id)).OrderByDescending(x => x.ReceivedAt).Take(Most)
            .Select(x => new FormChoice(x.No, new Bilingual(x.No + " " + x.Title, x.No + " " + x.Title))).ToListAsync(cancellationToken),
        "contract" => await db.Set<ServiceContract>().OrderBy(x => x.No).Take(Most)
            .Select(x => new FormChoice(x.No, new Bilingual(x.No, x.No))).ToListAsync(cancellationToken),
        "article" => await db.Set<KnowledgeArticle>().Where(x => x.State == ArticleState.Published).OrderByDescending(x => x.HelpfulCount).ThenBy(x => x.No).Take(Most)
            .Select(x => new FormChoice(x.Id.ToString(), new Bilingual(x.No + " " + x.Title, x.No + " " + x.Title))).ToListAsync(cancellationToken),
        "partner" => await OrganisationsAsync(OrganizationKind.Partner, cancellationToken),
        "boardType" => await db.Set<BoardType>().OrderBy(x => x.Code).Take(Most)
            .Select(x => new FormChoice(x.Id.ToString(), new Bilingual(x.Code + " " + x.NameZh, x.Code))).ToListAsync(cancellationToken),
        "warehouse" => await db.Set<Warehouse>().OrderBy(x => x.Code).Take(Most)
            .Select(x => new FormChoice(x.Id.ToString(), new Bilingual(x.Code + " " + x.NameZh, x.Code + " " + x.NameEn))).ToListAsync(cancellationToken),
        "thirdParty" => await OrganisationsAsync(OrganizationKind.Supplier, cancellationToken),
        _ => [],
    };

    private async Task<IReadOnlyList<FormChoice>> PeopleAsync(CancellationToken cancellationToken) =>
        await db.Users.Where(x => x.IsActive).OrderBy(x => x.DisplayNameZh).Take(Most)
            .Select(x => new FormChoice(x.Id.ToString(), new Bilingual(x.DisplayNameZh, x.DisplayNameEn))).ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<FormChoice>> OrganisationsAsync(OrganizationKind kind, CancellationToken cancellationToken) =>
        await db.Set<Organization>().Where(x => x.Kind == kind && x.IsActive).OrderBy(x => x.Code).Take(Most)
            .Select(x => new FormChoice(x.Id.ToString(), new Bilingual(x.NameZh, x.NameEn))).ToListAsync(cancellationToken);
}
