using Elsa.ITR.Domain.InstalledBase;

namespace Elsa.ITR.Web.Seeding.Demo;

/// <summary>Products, board types and software versions (demo-data.md §3).</summary>
/// <remarks>Board type codes are unique, so those of several products carry the product: <c>SCC-10G</c>, <c>FAN-2G5</c>.</remarks>
internal static class DemoProducts
{
    public static void Add(DemoWorld world)
    {
        Product(world, "TR-10G", "10G optical transmission system", ProductFamily.Transmission);
        Board(world, "SL64", "TR-10G", "10G光线路板");
        Board(world, "XCS", "TR-10G", "交叉时钟板");
        Board(world, "SCC-10G", "TR-10G", "系统控制板");
        Board(world, "FAN-10G", "TR-10G", "风扇子架", isFan: true);
        Version(world, "TR-10G", "5.21.18.20", "Released", null, "2025-12-08", "CERT-2025-0342");
        Version(world, "TR-10G", "5.21.18.30", "Released", "5.21.18.20", "2026-11-02", "CERT-2026-0117");
        Version(world, "TR-10G", "5.21.18.35", "Pilot", "5.21.18.30", null, null);

        Product(world, "TR-2G5", "2.5G optical transmission system", ProductFamily.Transmission);
        Board(world, "SL16A", "TR-2G5", "2.5G光线路板", ["A", "B", "C"]);
        Board(world, "PQ1", "TR-2G5", "E1支路板");
        Board(world, "XC16", "TR-2G5", "交叉板");
        Board(world, "SCC-2G5", "TR-2G5", "系统控制板");
        Board(world, "FAN-2G5", "TR-2G5", "风扇子架", isFan: true);
        Version(world, "TR-2G5", "4.13.06.10", "Released", null, "2025-03-17", "CERT-2025-0088");
        Version(world, "TR-2G5", "4.13.06.22", "Released", "4.13.06.10", "2026-04-20", "CERT-2026-0041");

        Product(world, "TR-M", "Metro multi-service platform", ProductFamily.Transmission);
        Board(world, "SL4", "TR-M", "622M光线路板");
        Board(world, "EFS", "TR-M", "以太网板");
        Board(world, "PD1", "TR-M", "E1支路板");
        Board(world, "SCC-M", "TR-M", "系统控制板");
        Board(world, "FAN-M", "TR-M", "风扇子架", isFan: true);
        Version(world, "TR-M", "3.08.02.01", "Restricted", null, "2025-06-30", "CERT-2025-0155");
        Version(world, "TR-M", "3.08.02.05", "Released", "3.08.02.01", "2026-08-10", "CERT-2026-0079");

        Product(world, "NMS-T", "Transmission NMS", ProductFamily.Nms);
        Version(world, "NMS-T", "V2R5", "Released", null, "2025-05-12", "CERT-2025-0120");
        Version(world, "NMS-T", "V2R6", "Released", "V2R5", "2026-06-15", "CERT-2026-0063");

        Product(world, "NMS-SRV", "NMS server", ProductFamily.Ancillary, "SUP2");
        Product(world, "PWR-48", "48 V power module", ProductFamily.Ancillary, "SUP1");
        Board(world, "PWR", "PWR-48", "电源模块");
    }

    private static void Product(DemoWorld world, string code, string name, ProductFamily family, string? supplier = null) =>
        world.Products[code] = world.Row(new Product
        {
            Id = StableId.Of("product", code),
            Code = code,
            Name = name,
            Family = family,
            IsThirdParty = supplier is not null,
            SupplierOrgId = supplier is null ? null : world.Org(supplier),
        });

    private static void Board(DemoWorld world, string code, string product, string zh, List<string>? revisions = null, bool isFan = false) =>
        world.BoardTypes[code] = world.Row(new BoardType
        {
            Id = StableId.Of("board-type", code),
            Code = code,
            ProductId = world.Products[product].Id,
            NameZh = zh,
            HwRevisions = revisions ?? ["A"],
            IsFanSubrack = isFan,
        });

    private static void Version(DemoWorld world, string product, string no, string state, string? before, string? releasedOn, string? certificate)
    {
        DateOnly? on = releasedOn is null ? null : world.Anchor.On(releasedOn);
        world.Versions[(product, no)] = world.Row(new SoftwareVersion
        {
            Id = StableId.Of("version", $"{product}/{no}"),
            ProductId = world.Products[product].Id,
            VersionNo = no,
            State = state,
            PredecessorId = before is null ? null : world.Versions[(product, before)].Id,
            CertificationNo = certificate,
            CertifiedOn = certificate is null ? null : on?.AddDays(-14),
            ReleasedOn = on,
        });
    }
}
