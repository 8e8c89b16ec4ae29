using Elsa.ITR.Domain.InstalledBase;

namespace Elsa.ITR.Web.Seeding.Demo;

/// <summary>24 trunks: four backbone lines out of Guangzhou, the others between neighbouring cities (demo-data.md §3).</summary>
internal static class DemoTrunks
{
    private static readonly (string From, string To, TrunkGrade Grade)[] Lines =
    [
        ("GZ", "SZ", TrunkGrade.Backbone), ("GZ", "ST", TrunkGrade.Backbone), ("GZ", "ZJ", TrunkGrade.Backbone), ("GZ", "SG", TrunkGrade.Backbone),
        ("GZ", "FS", TrunkGrade.Metro), ("GZ", "DG", TrunkGrade.Metro), ("SZ", "DG", TrunkGrade.Metro), ("ZS", "ZH", TrunkGrade.Metro),
        ("GZ", "QY", TrunkGrade.Provincial), ("SZ", "HZ", TrunkGrade.Provincial), ("FS", "JM", TrunkGrade.Provincial), ("FS", "ZQ", TrunkGrade.Provincial),
        ("JM", "YJ", TrunkGrade.Provincial), ("YJ", "MM", TrunkGrade.Provincial), ("MM", "ZJ", TrunkGrade.Provincial), ("HZ", "HY", TrunkGrade.Provincial),
        ("HZ", "SW", TrunkGrade.Provincial), ("SW", "JY", TrunkGrade.Provincial), ("JY", "ST", TrunkGrade.Provincial), ("ST", "CZ", TrunkGrade.Provincial),
        ("CZ", "MZ", TrunkGrade.Provincial), ("ZQ", "YF", TrunkGrade.Provincial), ("QY", "SG", TrunkGrade.Provincial), ("ZS", "JM", TrunkGrade.Provincial),
    ];

    public static void Add(DemoWorld world)
    {
        foreach (var (from, to, grade) in Lines)
        {
            var code = $"TRK-{from}-{to}-01";
            world.Trunks[code] = world.Row(new Trunk
            {
                Id = StableId.Of("trunk", code),
                Code = code,
                Name = $"{Zh(from)}–{Zh(to)}{Word(grade)}",
                FromSiteId = world.Sites[$"SITE-{from}-01"].Id,
                ToSiteId = world.Sites[$"SITE-{to}-01"].Id,
                Grade = grade,
            });
        }
    }

    /// <summary>Which trunks end in an element: backbone lines at the 10G element, the others at the 2.5G elements in turn.</summary>
    public static ILookup<string, string> ByElement()
    {
        int[] order = [3, 2, 4, 5];
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        var ends = new List<(string Element, string Trunk)>();
        foreach (var (from, to, grade) in Lines)
        {
            foreach (var city in new[] { from, to })
            {
                var next = used.GetValueOrDefault(city);
                if (grade != TrunkGrade.Backbone)
                    used[city] = next + 1;
                var number = grade == TrunkGrade.Backbone ? 1 : order[next % order.Length];
                ends.Add(($"NE-{city}-{number:0000}", $"TRK-{from}-{to}-01"));
            }
        }

        return ends.ToLookup(end => end.Element, end => end.Trunk, StringComparer.Ordinal);
    }

    private static string Zh(string code) => DemoCities.All.First(city => city.Code == code).Zh;

    private static string Word(TrunkGrade grade) => grade switch
    {
        TrunkGrade.Backbone => "骨干干线",
        TrunkGrade.Provincial => "省内干线",
        _ => "城域中继",
    };
}
