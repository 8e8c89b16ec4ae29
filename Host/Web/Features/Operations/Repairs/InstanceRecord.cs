using System.Security.Cryptography;
using System.Text;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows.Management.Entities;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>An instance as a record: what was done to it by hand stands in the audit trail under it, and under the number of its case.</summary>
public static class InstanceRecord
{
    private const int NoLength = 40; // of a record number

    public static RecordRef Of(WorkflowInstance instance)
    {
        var no = instance.CorrelationId ?? instance.Id;
        return new RecordRef(RecordTypes.FlowInstance, KeyOf(instance.Id), no[..Math.Min(no.Length, NoLength)]);
    }

    /// <summary>Under the id itself: what is said about the run, not about its case.</summary>
    public static RecordRef Named(string id) => new(RecordTypes.FlowInstance, KeyOf(id), id[..Math.Min(id.Length, NoLength)]);

    public static Guid KeyOf(string instanceId) => new(SHA256.HashData(Encoding.UTF8.GetBytes(instanceId)).AsSpan(0, 16));
}
