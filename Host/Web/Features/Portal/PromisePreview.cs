using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Features.Policies;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Portal;

/// <summary>Before anything is sent: what the element is, whether it is covered, and what we would promise.</summary>
public static class PromisePreview
{
    /// <param name="Open">Requests about the element that are not ended.</param>
    /// <param name="Last">The one that was completed last.</param>
    public sealed record Element(
        string Code, string SerialNo, string Product, Bilingual Site, string CityCode, ElementCover Cover,
        IReadOnlyList<Request> Open, Request? Last);

    public sealed record Request(string No, string Title, DateTimeOffset ReceivedAt, DateTimeOffset? CompletedAt);

    /// <param name="Level">1–4; null for what is no fault.</param>
    /// <param name="Lines">Restoration or answer first.</param>
    public sealed record Promise(int? Level, IReadOnlyList<Line> Lines);

    public sealed record Line(Bilingual Name, ClockTarget Target);

    public sealed record Found(Element? Element, Promise? Promise);

    public sealed class Handler(ItrDbContext db, IContracts contracts, IPolicies policies, AccessScope access, TimeProvider time)
    {
        /// <returns>No element when the viewer has none of that name; no promise as long as too little is said, or none is due.</returns>
        public async Task<Found> HandleAsync(PortalForm form, CancellationToken cancellationToken)
        {
            var text = form.Equipment?.Trim();
            if (string.IsNullOrEmpty(text))
                return new Found(null, null);

            var found = await (
                    from element in db.Set<InstalledEquipment>().AsNoTracking().Where(x => x.SerialNo == text || x.Code == text)
                    join site in db.Set<CustomerSite>() on element.SiteId equals site.Id
                    join product in db.Set<Product>() on element.ProductId equals product.Id
                    orderby element.Code
                    select new { Element = element, Site = site, Product = product })
                .FirstOrDefaultAsync(cancellationToken);
            if (found is null)
                return new Found(null, null);

            var cover = await CoverAsync(found.Element, form, cancellationToken);
            var (open, last) = await RequestsAsync(found.Element.Id, cancellationToken);
            var shown = new Element(
                found.Element.Code, found.Element.SerialNo, $"{found.Product.Code} {found.Product.Name}", found.Site.Name, found.Site.CityCode, cover, open, last);
            return new Found(shown, await PromiseAsync(form, cover, found.Site.RegionCode, cancellationToken));
        }

        // Branches read no contracts; that their element is covered, and until when, they may know.
        private async Task<ElementCover> CoverAsync(InstalledEquipment element, PortalForm form, CancellationToken cancellationToken)
        {
            using var system = access.EnterSystem();
            return await CaseCover.FindAsync(contracts, form.CaseType ?? CaseType.Fault, element.Id, element, time.GetUtcNow().LocalDate(), cancellationToken);
        }

        private async Task<(IReadOnlyList<Request> Open, Request? Last)> RequestsAsync(Guid equipmentId, CancellationToken cancellationToken)
        {
            var cases = db.Set<Case>().AsNoTracking().Where(record => record.EquipmentId == equipmentId);
            var open = await cases.Where(record => !CaseStates.Final.Contains(record.State)).OrderByDescending(record => record.ReceivedAt).Take(3)
                .Select(record => new Request(record.No, record.Title, record.ReceivedAt, record.CompletedAt)).ToListAsync(cancellationToken);
            var last = await cases.Where(record => record.State == CaseState.Closed && record.CompletedAt != null).OrderByDescending(record => record.CompletedAt)
                .Select(record => new Request(record.No, record.Title, record.ReceivedAt, record.CompletedAt)).FirstOrDefaultAsync(cancellationToken);
            return (open, last);
        }

        // The clocks that the contract's policy would start for such a case, as the real case would start them.
        private async Task<Promise?> PromiseAsync(PortalForm form, ElementCover cover, string region, CancellationToken cancellationToken)
        {
            if (form.CaseType is not { } type)
                return null;

            var set = await policies.GetAsync(cover.Contract is null ? (await policies.CurrentAsync(cancellationToken)).Version : policies.VersionOf(cover.Contract), cancellationToken);
            var row = form.RowOf(set);
            if (type == CaseType.Fault && row is null)
                return null;

            var grade = row is null ? null : FaultMatrix.Grade(row, form.Kind == PortalKind.Interrupted, null);
            var likely = new Case("", time.GetUtcNow())
            {
                CaseType = type,
                LevelProvisional = grade?.Level,
                IsNmsDown = grade?.IsNmsDown ?? false,
                ServiceMode = type == CaseType.Fault ? ServiceMode.Remote : null,
                RegionCode = region,
                Entitlement = cover.Result,
            };
            string[] bound = cover.Contract is null ? [PolicyCodes.Commitments] : [cover.Contract.PolicyCode, PolicyCodes.Commitments];
            var clocks = set.Clocks.Values.Where(clock => bound.Contains(clock.Policy) && Concerns(clock, type)).ToList();
            var remote = Lines(clocks, likely);
            likely.ServiceMode = ServiceMode.Onsite;
            var onsite = Lines(clocks.Where(clock => IsResult(clock) && remote.All(line => line.Clock != clock)), likely);
            return new Promise(grade?.Level,
            [
                .. remote.Concat(onsite).OrderBy(line => !IsResult(line.Clock)).ThenBy(line => Array.IndexOf(bound, line.Clock.Policy)).ThenBy(line => line.Clock.AppliesWhen.Names("serviceMode") && onsite.Contains(line))
                    .Select(line => new Line(line.Clock.Name, line.Target)),
            ]);
        }

        private static List<(ClockDefinition Clock, ClockTarget Target)> Lines(IEnumerable<ClockDefinition> clocks, Case likely) =>
        [
            .. clocks.Select(clock => (Clock: clock, Target: clock.TargetFor(CaseSubject.FactsOf(likely))!))
                .Where(line => line.Target is { IsNegotiated: false, Value: not null }),
        ];

        // A policy holds the clocks of every kind of record: those that this case's own events start.
        private static bool Concerns(ClockDefinition clock, CaseType type) =>
            clock is { Kind: ClockKind.Deadline, Direction: ClockDirection.Forward, Party: ResponsibleParty.Vendor }
            && clock.StartEvent?.Name.Split('.')[0] is { } noun && (noun == "Case" || noun == type.ToString());

        private static bool IsResult(ClockDefinition clock) => clock.StopEvent?.Name is "Fault.ServiceRestored" or "Fault.CompletionConfirmed";
    }

    /// <summary>The answer of the route; targets in the words of the language asked for.</summary>
    public sealed record Answer(
        string Code, string SerialNo, string Product, string Site, EntitlementResult Coverage, string? ContractNo, DateOnly? Until, IReadOnlyList<string> OpenRequests,
        int? Level, IReadOnlyList<AnswerLine> Promises);

    public sealed record AnswerLine(string Name, string Within);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/promise", async Task<IResult> (
                string equipment, [FromQuery] PortalKind? kind, CaseType? caseType, string? faultCode, Handler preview, IStringLocalizer<Ui> texts, CancellationToken cancellationToken) =>
            {
                var found = await preview.HandleAsync(new PortalForm { Equipment = equipment, Kind = kind, OtherType = caseType, FaultCode = faultCode }, cancellationToken);
                if (found.Element is not { } element)
                    return TypedResults.NotFound();

                var words = new PolicyWords(texts);
                return TypedResults.Ok(new Answer(
                    element.Code, element.SerialNo, element.Product, element.Site.ToString(), element.Cover.Result, element.Cover.Contract?.No, element.Cover.Until, [.. element.Open.Select(x => x.No)],
                    found.Promise?.Level, [.. (found.Promise?.Lines ?? []).Select(line => new AnswerLine(line.Name.ToString(), words.Target(line.Target)))]));
            })
            .RequireAuthorization(Permissions.PortalUse).Produces<Answer>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What an element is, whether it is covered, and what would be promised for a request about it");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/portal/new/promise", async (HttpContext http, Handler preview) =>
        {
            var form = PortalForm.Of(http.Request.Query);
            return Pages.Show<PromiseCard>(new { Found = await preview.HandleAsync(form, http.RequestAborted), Form = form });
        }).RequireAuthorization(Permissions.PortalUse);
}
