using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Portal;

/// <summary>The customer's equipment and whether it is covered.</summary>
public static class ListElements
{
    private const int PageSize = 50;

    public sealed record Row(string Code, string SerialNo, string Product, Bilingual Site, ElementCover Cover, int OpenRequests);

    /// <param name="Next">Code after which the next page begins; null on the last.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, string? Next);

    public sealed class Handler(ItrDbContext db, AccessScope access, TimeProvider time)
    {
        public async Task<Page> HandleAsync(string? text, string? after, CancellationToken cancellationToken)
        {
            IQueryable<InstalledEquipment> elements = db.Set<InstalledEquipment>().AsNoTracking();
            if (text?.Trim() is { Length: > 0 } part)
                elements = elements.Where(x => x.Code.Contains(part) || x.SerialNo.Contains(part));
#pragma warning disable CA1309 // becomes SQL: the database compares in the same order as it sorts
            if (after is not null)
                elements = elements.Where(x => string.Compare(x.Code, after) > 0);
#pragma warning restore CA1309
            var found = await (
                    from element in elements.OrderBy(x => x.Code).Take(PageSize + 1)
                    join site in db.Set<CustomerSite>() on element.SiteId equals site.Id
                    join product in db.Set<Product>() on element.ProductId equals product.Id
                    orderby element.Code
                    select new
                    {
                        Element = element,
                        Site = site,
                        Product = product,
                        Open = db.Set<Case>().Count(record => record.EquipmentId == element.Id && !CaseStates.Final.Contains(record.State)),
                    })
                .ToListAsync(cancellationToken);
            var shown = found.Take(PageSize).ToList();
            var today = time.GetUtcNow().LocalDate();
            var held = await HeldAsync([.. shown.Select(x => x.Element.Id)], cancellationToken);
            return new Page(
                [.. shown.Select(x => new Row(
                    x.Element.Code, x.Element.SerialNo, $"{x.Product.Code} {x.Product.Name}", x.Site.Name, ElementCover.Of(x.Element, [.. held[x.Element.Id]], today), x.Open))],
                found.Count > PageSize ? shown[^1].Element.Code : null);
        }

        // Branches read no contracts; that their equipment is covered, and until when, they may know.
        private async Task<ILookup<Guid, Coverage>> HeldAsync(List<Guid> elements, CancellationToken cancellationToken)
        {
            using var system = access.EnterSystem();
            var held = await (
                    from entitlement in db.Set<Entitlement>().AsNoTracking()
                    join line in db.Set<ContractLine>().AsNoTracking() on entitlement.ContractLineId equals line.Id
                    join contract in db.Set<ServiceContract>().AsNoTracking() on line.ContractId equals contract.Id
                    where elements.Contains(entitlement.EquipmentId) && line.ServiceItem == ServiceItem.FaultHandling
                    select new Coverage(entitlement, line, contract))
                .ToListAsync(cancellationToken);
            return held.OrderByDescending(x => x.Entitlement.To).ToLookup(x => x.Entitlement.EquipmentId);
        }
    }

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/portal/equipment", async (string? q, string? after, Handler elements, HttpContext http) =>
            Pages.Show<ElementsPage>(new { Text = q, Rows = await elements.HandleAsync(q, after, http.RequestAborted) })).RequireAuthorization(Permissions.PortalUse);

    public sealed record Answer(IReadOnlyList<Element> Items, string? Next);

    public sealed record Element(string Code, string SerialNo, string Product, string Site, EntitlementResult Coverage, string? ContractNo, DateOnly? Until, int OpenRequests);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/equipment", async (string? q, string? after, Handler elements, CancellationToken cancellationToken) =>
            {
                var page = await elements.HandleAsync(q, after, cancellationToken);
                return TypedResults.Ok(new Answer(
                    [.. page.Rows.Select(x => new Element(x.Code, x.SerialNo, x.Product, x.Site.ToString(), x.Cover.Result, x.Cover.Contract?.No, x.Cover.Until, x.OpenRequests))], page.Next));
            })
            .RequireAuthorization(Permissions.PortalUse).Produces<Answer>().WithSummary("Equipment of the customer with coverage, 50 per page, by code");
}
