using System.Security.Cryptography;
using System.Text;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Flows;

/// <summary>A flow as a record: what was done to its versions stands in the audit trail under it.</summary>
public static class FlowRecord
{
    private const int NoLength = 40; // of a record number

    /// <summary>The record of a flow; its key is made of the definition id, which never changes.</summary>
    public static RecordRef Of(string definitionId) =>
        new(RecordTypes.Flow, new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(definitionId)).AsSpan(0, 16)), definitionId[..Math.Min(definitionId.Length, NoLength)]);
}
