using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Management;

/// <summary>Brings shipped versions into the database at start-up without ever taking a customer's version away (D23). Scoped.</summary>
public sealed class VendorContent(AmbientCommand ambient, IWorkflowDefinitionStore store)
{
    /// <summary>What the stored versions of the vendor hold, by <see cref="HashOf"/>: a start need not read what it brought before.</summary>
    public ValueTask<IReadOnlySet<string>> HashesAsync(CancellationToken cancellationToken = default) => store.ListHashesAsync(DefinitionOrigin.Vendor, cancellationToken);

    /// <summary>The hash of a shipped version, told from its text.</summary>
    /// <param name="canonicalText">Elsa JSON as <c>CanonicalWriter</c> writes it; any other text has a hash that no stored version has.</param>
    /// <param name="version">The number in it.</param>
    public static string HashOf(string canonicalText, int version) => DefinitionContent.HashOf(canonicalText, version);

    /// <summary>Stores one shipped version; call it for the versions of a definition in ascending order. Running it again changes nothing.</summary>
    /// <param name="model">The content, with its definition id and version number.</param>
    public Task<VendorContentResult> EnsureAsync(WorkflowDefinitionModel model, CancellationToken cancellationToken = default) =>
        ambient.RunAsync(
            "definitions/vendor",
            (services, token) => services.GetRequiredService<VendorVersions>().EnsureAsync(model, token),
            cancellationToken,
            $"definition:{model.DefinitionId}");
}

/// <summary>What became of a shipped version.</summary>
public enum VendorContentResult
{
    /// <summary>It was there already.</summary>
    Known,

    /// <summary>It is the published version now.</summary>
    Published,

    /// <summary>It stands beside a newer version of the vendor.</summary>
    Stored,

    /// <summary>The customer has versions of their own: it became their newest draft.</summary>
    Draft,

    /// <summary>Another content of the vendor stands under its number: shipped versions never change.</summary>
    Refused,

    /// <summary>Findings keep it from being published; it is stored as a draft.</summary>
    Invalid,
}

/// <summary>The rules of <see cref="VendorContent"/>, inside a running command.</summary>
internal sealed class VendorVersions(
    IWorkflowDefinitionStore store, DefinitionVersions versions, DefinitionContent content, IIdentityGenerator ids, TimeProvider time)
{
    public async Task<VendorContentResult> EnsureAsync(WorkflowDefinitionModel model, CancellationToken cancellationToken)
    {
        var number = model.Version;
        var hash = content.HashOf(model);
        var stored = await store.ListVersionsAsync(model.DefinitionId!, cancellationToken);
        if (stored.Any(x => x.ContentHash == hash && x.Origin == DefinitionOrigin.Vendor))
            return VendorContentResult.Known;

        var same = stored.FirstOrDefault(x => x.Version == number);
        if (same is { Origin: DefinitionOrigin.Vendor })
            return VendorContentResult.Refused;

        var published = stored.FirstOrDefault(x => x.IsPublished);
        var customers = same is not null || published is { Origin: DefinitionOrigin.Customer };
        var row = Add(model, hash, customers ? stored[^1].Version + 1 : number);
        if (customers)
        {
            MakeLatest(stored, row);
            return VendorContentResult.Draft;
        }

        if (published is not null && published.Version > number)
        {
            row.PublishedAt = row.CreatedAt;
            return VendorContentResult.Stored;
        }

        MakeLatest(stored, row);
        var result = await versions.PublishAsync(row, cancellationToken);
        return result.Succeeded ? VendorContentResult.Published : VendorContentResult.Invalid;
    }

    private static void MakeLatest(IReadOnlyList<WorkflowDefinition> stored, WorkflowDefinition row)
    {
        foreach (var other in stored)
            other.IsLatest = false;
        row.IsLatest = true;
    }

    private WorkflowDefinition Add(WorkflowDefinitionModel model, string hash, int version)
    {
        var row = new WorkflowDefinition
        {
            Id = ids.GenerateId(),
            DefinitionId = model.DefinitionId!,
            Version = version,
            Origin = DefinitionOrigin.Vendor,
            CreatedAt = time.GetUtcNow(),
            ContentHash = hash,
            Document = "",
        };
        (model.Id, model.Version, model.CreatedAt) = (row.Id, row.Version, row.CreatedAt);
        content.Fill(row, model);
        store.Add(row);
        return row;
    }
}
