using Elsa.ITR.Domain.Spares;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Services;

internal sealed class SparesConfiguration :
    IEntityTypeConfiguration<SparePartRequest>, IEntityTypeConfiguration<Warehouse>, IEntityTypeConfiguration<SpareItem>,
    IEntityTypeConfiguration<StockPolicy>, IEntityTypeConfiguration<Loan>, IEntityTypeConfiguration<StockMovement>, IEntityTypeConfiguration<Repair>
{
    private const int SerialLength = 40;

    public void Configure(EntityTypeBuilder<SparePartRequest> request)
    {
        request.ToTable("spare_part_requests");
        request.IsServiceRecord();
        request.Property(x => x.HwRevision).IsWord();
        request.Property(x => x.Firmware).HasMaxLength(SerialLength);
        request.Property(x => x.FaultySerial).HasMaxLength(SerialLength);
        request.Property(x => x.FaultDescription).HasMaxLength(4000);
        request.Property(x => x.Serial).HasMaxLength(SerialLength);
        request.Property(x => x.Alternative).IsName();
        request.Property(x => x.Carrier).IsName();
        request.Property(x => x.ReceivedSerial).HasMaxLength(SerialLength);
        request.Property(x => x.UseResult).IsWord();
        request.Property(x => x.TestResult).IsWord();
    }

    public void Configure(EntityTypeBuilder<Warehouse> warehouse)
    {
        warehouse.ToTable("warehouses");
        warehouse.Property(x => x.Code).HasMaxLength(20);
        warehouse.Property(x => x.NameZh).IsName();
        warehouse.Property(x => x.NameEn).IsName();
        warehouse.Property(x => x.CityCode).HasMaxLength(10);
        warehouse.Property(x => x.RegionCode).HasMaxLength(10);
        warehouse.HasIndex(x => x.Code).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SpareItem> item)
    {
        item.ToTable("spare_items");
        item.Property(x => x.SerialNo).HasMaxLength(SerialLength);
        item.Property(x => x.HwRevision).IsWord();
        item.Property(x => x.Firmware).HasMaxLength(SerialLength);
        item.HasIndex(x => x.SerialNo).IsUnique();
        item.HasIndex(x => new { x.BoardTypeId, x.State }); // InStockAsync
    }

    public void Configure(EntityTypeBuilder<StockPolicy> policy)
    {
        policy.ToTable("stock_policies");
        policy.HasIndex(x => new { x.WarehouseId, x.BoardTypeId }).IsUnique(); // one per warehouse and type
    }

    public void Configure(EntityTypeBuilder<Loan> loan)
    {
        loan.ToTable("loans");
        loan.Property(x => x.SerialNo).HasMaxLength(SerialLength);
        loan.Property(x => x.OriginalSerial).HasMaxLength(SerialLength);
        loan.HasIndex(x => new { x.RequestId, x.State }); // LoanAsync, WithOpenLoansAsync
    }

    public void Configure(EntityTypeBuilder<StockMovement> movement)
    {
        movement.ToTable("stock_movements");
        movement.Property(x => x.SerialNo).HasMaxLength(SerialLength);
        movement.Property(x => x.SourceNo).IsNo();
        movement.HasIndex(x => new { x.SerialNo, x.At }); // where a part has been
    }

    public void Configure(EntityTypeBuilder<Repair> repair)
    {
        repair.ToTable("repairs");
        repair.Property(x => x.SerialNo).HasMaxLength(SerialLength);
        repair.Property(x => x.Result).IsWord();
        repair.HasIndex(x => x.RequestId); // RepairAsync
    }
}
