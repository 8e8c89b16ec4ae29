namespace Elsa.ITR.Web.Seeding.Demo;

/// <summary>A city of Guangdong with a branch of the customer (demo-data.md §2).</summary>
/// <param name="Code">Two letters, part of every code of the city's sites and elements.</param>
/// <param name="Grade">Grade of its branch.</param>
/// <param name="Weight">Share of the faults of the past, relative.</param>
public sealed record DemoCity(string Code, string Zh, string En, string Region, string Grade, int Weight);

/// <summary>The 21 cities in the order of their regions.</summary>
public static class DemoCities
{
    public static IReadOnlyList<DemoCity> All { get; } =
    [
        new("GZ", "广州", "Guangzhou", "R1", "Gold", 14), new("SZ", "深圳", "Shenzhen", "R1", "Gold", 12), new("DG", "东莞", "Dongguan", "R1", "Gold", 8),
        new("ZH", "珠海", "Zhuhai", "R2", "Silver", 4), new("ZS", "中山", "Zhongshan", "R2", "Silver", 4), new("FS", "佛山", "Foshan", "R2", "Gold", 8),
        new("HZ", "惠州", "Huizhou", "R2", "Silver", 4), new("QY", "清远", "Qingyuan", "R2", "Silver", 3), new("JM", "江门", "Jiangmen", "R2", "Silver", 4),
        new("SG", "韶关", "Shaoguan", "R3", "Silver", 3), new("HY", "河源", "Heyuan", "R3", "Silver", 3), new("SW", "汕尾", "Shanwei", "R3", "Silver", 3),
        new("YJ", "阳江", "Yangjiang", "R3", "Silver", 3), new("ZQ", "肇庆", "Zhaoqing", "R3", "Silver", 4), new("YF", "云浮", "Yunfu", "R3", "Silver", 3),
        new("JY", "揭阳", "Jieyang", "R3", "Silver", 3),
        new("ZJ", "湛江", "Zhanjiang", "R4", "Silver", 4), new("MM", "茂名", "Maoming", "R4", "Silver", 3), new("ST", "汕头", "Shantou", "R4", "Silver", 4),
        new("CZ", "潮州", "Chaozhou", "R4", "Silver", 3), new("MZ", "梅州", "Meizhou", "R4", "Silver", 3),
    ];

    /// <summary>The city of a Chinese name, as the policy lists its regions.</summary>
    public static DemoCity ByZh(string zh) => All.First(city => city.Zh == zh);
}
