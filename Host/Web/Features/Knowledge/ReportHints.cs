using Elsa.ITR.Data;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Features.Portal;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Knowledge;

/// <summary>Beside the report form: published articles that may help at once, while one still types.</summary>
public static class ReportHints
{
    private const int Most = 3;

    public sealed class Handler(ItrDbContext db, KnowledgeDesk desk)
    {
        /// <returns>Empty as long as nothing but the equipment is said: what merely concerns the same product helps nobody.</returns>
        public async Task<IReadOnlyList<ArticleRow>> HandleAsync(PortalForm form, CancellationToken cancellationToken)
        {
            var text = form.Equipment?.Trim() ?? "";
            var element = await (from x in db.Set<InstalledEquipment>()
                                 where x.SerialNo == text || x.Code == text
                                 join product in db.Set<Product>() on x.ProductId equals product.Id
                                 join version in db.Set<SoftwareVersion>() on x.SoftwareVersionId equals version.Id into versions
                                 from version in versions.DefaultIfEmpty()
                                 select new { Product = product.Code, Version = version == null ? null : version.VersionNo }).FirstOrDefaultAsync(cancellationToken);
            var fault = form.FaultCode is { Length: > 0 } code ? code : null;
            var hits = await desk.SearchAsync(new KnowledgeQuestion(form.Description ?? "", fault, element?.Product, element?.Version), cancellationToken: cancellationToken);
            return [.. hits.Where(hit => hit.Reasons.Any(x => x.Reason is not (KnowledgeReason.Product or KnowledgeReason.Version))).Take(Most).Select(ArticleRow.Of)];
        }
    }

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/portal/new/knowledge", async (HttpContext http, Handler hints) =>
                Pages.Show<ReportHintsCard>(new { Rows = await hints.HandleAsync(PortalForm.Of(http.Request.Query), http.RequestAborted) }))
            .RequireAuthorization(Permissions.PortalUse);
}
