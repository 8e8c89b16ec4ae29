using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.OnsiteServices;
using Elsa.ITR.Domain.Records;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Contracts;

internal sealed class MonthlySummaryStore(ItrDbContext db) : IMonthlySummaries
{
    public async Task<IReadOnlyList<VisitLine>> VisitsAsync(ServiceContract contract, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        var (id, no) = (contract.Id, contract.No);
        return await (from visit in db.Set<OnsiteService>()
                      where visit.WorkEndAt >= @from && visit.WorkEndAt < to
                      join record in db.Set<Case>() on visit.CaseId equals (Guid?)record.Id into cases
                      from record in cases.DefaultIfEmpty()
                      where (record != null && record.ContractNo == no) || db.Set<BusinessRecord>().Any(x => x.Id == visit.ParentId && x.ContractId == id)
                      join site in db.Set<CustomerSite>() on visit.SiteId ?? record.SiteId equals site.Id into sites
                      from site in sites.DefaultIfEmpty()
                      join report in db.Set<DocumentRecord>().Where(x => x.Type == DocumentTypes.OnsiteServiceReport) on visit.No equals report.AboutNo into reports
                      from report in reports.DefaultIfEmpty()
                      orderby visit.WorkEndAt, visit.No
                      select new VisitLine(
                          visit.No, report == null ? null : report.No, report != null && report.State == DocumentState.Accepted, record == null ? null : record.No,
                          record == null ? null : record.Level, site == null ? null : site.Code, visit.ArrivedAt, visit.WorkEndAt!.Value))
            .AsNoTracking().ToListAsync(cancellationToken);
    }

    public Task<Guid?> OfficeAsync(Guid contractId, CancellationToken cancellationToken = default) =>
        (from line in db.Set<ContractLine>()
         where line.ContractId == contractId
         join entitlement in db.Set<Entitlement>() on line.Id equals entitlement.ContractLineId
         join element in db.Set<InstalledEquipment>() on entitlement.EquipmentId equals element.Id
         join site in db.Set<CustomerSite>() on element.SiteId equals site.Id
         where site.OfficeOrgId != null
         group element by site.OfficeOrgId into served
         orderby served.Count() descending, served.Key
         select served.Key).FirstOrDefaultAsync(cancellationToken);
}
