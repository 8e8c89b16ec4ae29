using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Dashboards;

/// <summary>What a dashboard may be narrowed to: regions of the policy, customers and contracts that have cases in the viewer's scope.</summary>
public sealed class DashboardChoices(ItrDbContext db, IPolicies policies)
{
    private const int Most = 300; // more than a list can be looked through; the address takes any code

    public sealed record Choice(string Value, string Text);

    public sealed record Lists(IReadOnlyList<Choice> Regions, IReadOnlyList<Choice> Customers, IReadOnlyList<Choice> Contracts);

    public async Task<Lists> ReadAsync(CancellationToken cancellationToken)
    {
        var set = await policies.CurrentAsync(cancellationToken);
        var customers = await db.Set<Customer>().Where(customer => db.Set<Case>().Any(record => record.CustomerId == customer.Id))
            .OrderBy(customer => customer.Code).Take(Most).Select(customer => new { customer.Code, customer.NameZh, customer.NameEn }).ToListAsync(cancellationToken);
        var contracts = await db.Set<ServiceContract>().Where(contract => db.Set<Case>().Any(record => record.ContractNo == contract.No))
            .OrderBy(contract => contract.No).Take(Most).Select(contract => contract.No).ToListAsync(cancellationToken);
        return new Lists(
            [.. set.Regions.Select(region => new Choice(region.Code, $"{region.Code} {region.Name}"))],
            [.. customers.Select(customer => new Choice(customer.Code, new Bilingual(customer.NameZh, customer.NameEn).ToString()))],
            [.. contracts.Select(no => new Choice(no, no))]);
    }
}
