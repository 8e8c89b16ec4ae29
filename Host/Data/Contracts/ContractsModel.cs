using Elsa.ITR.Domain.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Contracts;

internal sealed class ContractsConfiguration :
    IEntityTypeConfiguration<ServiceContract>, IEntityTypeConfiguration<ContractLine>, IEntityTypeConfiguration<Entitlement>,
    IEntityTypeConfiguration<Quota>, IEntityTypeConfiguration<EntitlementCheck>, IEntityTypeConfiguration<MonthlySummary>
{
    public void Configure(EntityTypeBuilder<ServiceContract> contract)
    {
        contract.ToTable("service_contracts");
        contract.Property(x => x.No).IsNo();
        contract.Property(x => x.NameZh).IsName();
        contract.Property(x => x.NameEn).IsName();
        contract.Property(x => x.PolicyCode).IsWord();
        contract.HasIndex(x => x.No).IsUnique();
        contract.HasIndex(x => x.CustomerId); // ContractsOfAsync
    }

    public void Configure(EntityTypeBuilder<ContractLine> line)
    {
        line.ToTable("contract_lines");
        line.Property(x => x.Unit).IsWord();
        line.Property(x => x.Period).IsWord();
        line.HasIndex(x => x.ContractId);
    }

    public void Configure(EntityTypeBuilder<Entitlement> entitlement)
    {
        entitlement.ToTable("entitlements");
        entitlement.HasIndex(x => x.EquipmentId); // CoverageOfAsync
        entitlement.HasIndex(x => x.ContractLineId);
    }

    public void Configure(EntityTypeBuilder<Quota> quota)
    {
        quota.ToTable("quotas");
        quota.Property(x => x.Type).IsWord();
        quota.HasIndex(x => x.ContractId);
    }

    public void Configure(EntityTypeBuilder<EntitlementCheck> check)
    {
        check.ToTable("entitlement_checks");
        check.Property(x => x.ContractNo).IsNo();
        check.Property(x => x.PolicyCode).IsWord();
        check.HasIndex(x => x.CaseId);
    }

    public void Configure(EntityTypeBuilder<MonthlySummary> summary)
    {
        summary.ToTable("monthly_summaries");
        summary.Property(x => x.Contract).IsNo();
        summary.Property(x => x.Month).HasMaxLength(7);
        summary.HasIndex(x => new { x.Contract, x.Month }).IsUnique(); // a month is opened once
    }
}
