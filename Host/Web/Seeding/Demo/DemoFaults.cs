using Elsa.ITR.Domain.Cases;

namespace Elsa.ITR.Web.Seeding.Demo;

/// <summary>A kind of trouble as it is reported, found and cured (demo-data.md §8).</summary>
/// <param name="Code">Code of the fault matrix.</param>
/// <param name="Level">Its level in the matrix, 1–4.</param>
/// <param name="Products">Products it happens to.</param>
public sealed record DemoFault(
    string Code, FaultCategory Category, int Level, string Zh, string En, string CauseZh, string CauseEn, string CureZh, string CureEn, params string[] Products)
{
    /// <summary>What the reporter writes.</summary>
    public string Describe(string element) => $"{element} {Zh}。值班人员已确认告警并做初步检查,请厂家处理。";
}

/// <summary>Fourteen kinds of faults with cause and cure.</summary>
internal static class DemoFaults
{
    public static IReadOnlyList<DemoFault> All { get; } =
    [
        new("BIZ_INTERRUPTED", FaultCategory.Business, 1, "10G干线业务中断", "10G trunk service interrupted", "XCS 板故障", "XCS board failure", "倒换保护,更换 XCS 板", "switch protection, replace XCS", "TR-10G"),
        new("BIZ_INTERRUPTED", FaultCategory.Business, 1, "2.5G环网业务全阻", "2.5G ring service blocked", "SL16A 板激光器失效", "SL16A laser failure", "更换 SL16A 板", "replace SL16A", "TR-2G5"),
        new("BIZ_PERF_LIMIT", FaultCategory.Business, 2, "通道误码越限", "bit errors beyond limits", "接收光功率偏低", "receive power low", "清洁连接器,调整衰减", "clean connector, adjust attenuation", "TR-10G", "TR-2G5"),
        new("BIZ_PERF_LIMIT", FaultCategory.Business, 2, "指针调整计数异常", "abnormal pointer adjustments", "时钟优先级配置错误", "clock configuration", "修正时钟优先级", "correct clock priority", "TR-2G5", "TR-M"),
        new("NMS_DOWN", FaultCategory.Nms, 2, "网管服务器宕机", "NMS server down", "磁盘阵列故障(外购件)", "disk array fault (supplier)", "更换硬盘,恢复数据库", "replace disk, restore database", "NMS-T"),
        new("TEMP_GT45", FaultCategory.Temperature, 2, "设备温升超过45度", "temperature above 45 degrees", "风扇子架失效", "fan subrack failure", "更换风扇子架", "replace FAN", "TR-10G", "TR-2G5"),
        new("BIZ_MINOR_ALARM", FaultCategory.Business, 3, "单板次要告警,业务正常", "minor board alarm, service normal", "激光器偏置电流老化", "laser bias current ageing", "计划更换单板", "plan replacement", "TR-10G", "TR-2G5", "TR-M"),
        new("NMS_NE_LOGIN", FaultCategory.Nms, 3, "5个网元无法从网管登录", "five elements cannot be logged in from the NMS", "网关网元或 DCN 路由异常", "gateway element or DCN route", "修复路由", "repair route", "TR-2G5", "TR-M"),
        new("TEMP_FAN_GT30", FaultCategory.Temperature, 3, "风扇子架4个风扇停转3个以上", "more than 30 % of the fans stopped", "风扇电源板故障", "fan power board", "更换风扇子架", "replace FAN", "TR-10G", "TR-2G5", "TR-M"),
        new("BIZ_TRANSIENT", FaultCategory.Business, 4, "瞬间告警无法重现", "transient alarm, not reproducible", "疑似连接器松动", "loose connector suspected", "观察,重新插接", "observe, reseat", "TR-2G5", "TR-M"),
        new("TEMP_FAN_LE30", FaultCategory.Temperature, 4, "单个风扇停转", "one fan stopped", "风扇磨损", "fan wear", "更换风扇", "replace fan", "TR-2G5", "TR-M"),
        new("OTH_ORDERWIRE", FaultCategory.Other, 4, "公务电话无法拨通", "order-wire phone dead", "公务板故障", "order-wire board fault", "更换备件", "replace part", "TR-2G5"),
        new("OTH_CABINET_ALARM", FaultCategory.Other, 4, "机柜声光告警不工作", "cabinet alarm does not work", "告警灯盒故障", "alarm lamp box fault", "更换灯盒", "replace", "TR-2G5", "TR-M"),
        new("OTH_ANCILLARY", FaultCategory.Other, 4, "电源模块告警", "power module alarm", "PWR 模块故障(外购件)", "PWR module (supplier)", "供应商更换模块", "supplier replacement", "PWR-48"),
    ];

    /// <summary>How often each cause is found, in percent.</summary>
    public static IReadOnlyList<(RootCause Cause, float Share)> Causes { get; } =
    [
        (RootCause.Hardware, 0.34f), (RootCause.Software, 0.16f), (RootCause.Configuration, 0.14f), (RootCause.ExternalLine, 0.12f), (RootCause.Power, 0.06f),
        (RootCause.Environment, 0.08f), (RootCause.Operation, 0.04f), (RootCause.ThirdParty, 0.04f), (RootCause.Unknown, 0.02f),
    ];
}
