using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Records;

namespace Elsa.ITR.Web.Features.Notifications;

/// <summary>Where a message leads.</summary>
public static class NotificationLinks
{
    public static string Of(string recordType, string recordNo) => recordType switch
    {
        RecordTypes.Flow => $"/processes/{recordNo}",
        RecordTypes.FlowInstance => $"/operations/instances/{recordNo}",
        _ => RecordLinks.Of(recordNo),
    };
}
