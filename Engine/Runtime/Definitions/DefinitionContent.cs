using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Serialization;

namespace Elsa.Workflows.Management;

/// <summary>Puts models into rows and tells whether two contents are the same.</summary>
internal sealed class DefinitionContent(DefinitionJson json, CanonicalWriter canonical)
{
    /// <summary>Custom property in which a designer carries the revision it edits (D22); not content.</summary>
    internal const string RevisionProperty = "revision";

    /// <summary>Hash of the canonical text without the version's number: equal for equal content, wherever it comes from.</summary>
    public string HashOf(WorkflowDefinitionModel model)
    {
        var version = model.Version;
        try
        {
            model.Version = 0;
            return HashOf(canonical.Write(model));
        }
        finally
        {
            model.Version = version;
        }
    }

    /// <summary>The same from a text that is canonical: its number stands in its first line, after the definition's id.</summary>
    internal static string HashOf(string canonicalText, int version)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"\"version\": {version},");
        var at = canonicalText.IndexOf(number, StringComparison.Ordinal);
        var text = at < 0 ? canonicalText : string.Concat(canonicalText.AsSpan(0, at), "\"version\": 0,", canonicalText.AsSpan(at + number.Length));
        return HashOf(text);
    }

    /// <summary>Puts the model's content into the row; its id, number and flags stay.</summary>
    public void Fill(WorkflowDefinition row, WorkflowDefinitionModel model)
    {
        model.CustomProperties.Remove(RevisionProperty);
        row.ContentHash = HashOf(model);
        row.Document = json.Write(model);
        row.Name = model.Name;
        row.Description = model.Description;
        row.IsReadonly = model.IsReadonly;
        row.IsSystem = model.IsSystem;
        row.UsableAsActivity = (model.Options?.UsableAsActivity ?? model.UsableAsActivity) is true;
    }

    private static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
