using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Web.Seeding.Demo;

namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>Intake forms of the live records.</summary>
internal static class LiveIntakes
{
    /// <summary>A fault on an element of the demonstration.</summary>
    /// <param name="minutesAgo">How long before the report the trouble began.</param>
    public static CaseIntake Fault(
        DemoWorld world, string reportedAt, int minutesAgo, string element, string code, string title, string description, Channel channel = Channel.Phone)
    {
        var equipment = world.Equipment[element];
        var fault = DemoFaults.All.First(x => x.Code == code);
        var at = world.Anchor.At(reportedAt);
        return new CaseIntake
        {
            Channel = channel,
            CustomerId = equipment.CustomerId,
            SiteId = equipment.SiteId,
            ContactId = world.Contacts.First(x => x.CustomerId == equipment.CustomerId).Id,
            EquipmentId = equipment.Id,
            OccurredAt = at.AddMinutes(-minutesAgo),
            ReportedAt = at,
            CaseType = CaseType.Fault,
            Title = title,
            Description = description,
            FaultCategory = fault.Category,
            FaultCode = code,
            ServiceInterrupted = fault.Level == 1,
            IsNmsDown = code == "NMS_DOWN",
        };
    }

    /// <summary>A request that is no fault.</summary>
    public static CaseIntake Request(DemoWorld world, string reportedAt, CaseType type, string customer, string title, string description, Channel channel)
    {
        var at = world.Anchor.At(reportedAt);
        return new CaseIntake
        {
            Channel = channel,
            CustomerId = world.Customers[customer].Id,
            SiteId = world.Sites.Values.First(x => x.CustomerId == world.Customers[customer].Id).Id,
            ContactId = world.Contacts.First(x => x.CustomerId == world.Customers[customer].Id).Id,
            OccurredAt = at,
            ReportedAt = at,
            CaseType = type,
            Title = title,
            Description = description,
        };
    }

    /// <summary>What the intake agent confirms when he grades a fault.</summary>
    public static (string Key, string Value)[] Grading(string code)
    {
        var fault = DemoFaults.All.First(x => x.Code == code);
        return
        [
            ("caseType", "Fault"), ("faultCategory", fault.Category.ToString()), ("faultCode", code),
            ("serviceInterrupted", fault.Level == 1 ? "true" : "false"), ("isNmsDown", code == "NMS_DOWN" ? "true" : "false"),
        ];
    }
}
