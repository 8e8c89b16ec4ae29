using System.Text.Json;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>What may be done with a definition. Studio is read-only without the link <c>publish</c>.</summary>
internal static class DefinitionLinks
{
    private static readonly (string Path, string Rel, string Method)[] ToRead = [("", "self", "GET"), ("by-definition-id", "self", "GET"), ("versions", "versions", "GET"), ("export", "export", "POST")];

    private static readonly (string Path, string Rel, string Method)[] ToEdit =
    [
        ("", "self", "GET"), ("by-definition-id", "self", "GET"), ("versions", "versions", "GET"), ("bulk-dispatch", "bulk-dispatch", "POST"), ("dispatch", "dispatch", "POST"),
        ("execute", "execute", "POST"), ("export", "export", "POST"), ("publish", "publish", "POST"), ("retract", "retract", "POST"), ("", "delete", "DELETE"),
        ("import", "import", "PUT"), ("update-references", "update-references", "POST"),
    ];

    private static readonly (string Path, string Rel)[] OfListToRead =
    [
        ("/workflow-definitions", "self"), ("/workflow-definitions/validation/is-name-unique", "is-name-unique"), ("/workflow-definitions/query/count", "count"),
        ("/workflow-definitions/many-by-id", "many-by-id"),
    ];

    private static readonly (string Path, string Rel)[] OfListToEdit =
    [
        ("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete-by-definition-id"), ("/bulk-actions/delete/workflow-definitions/by-id", "bulk-delete-by-id"),
        ("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish"), ("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract"),
        ("/workflow-definitions/import", "import"), ("/workflow-definitions/import-files", "import-files"), ("/workflow-definitions", "create"),
    ];

    /// <summary>Writes the member <c>links</c> of one definition.</summary>
    public static void Write(Utf8JsonWriter writer, string definitionId, bool mayEdit)
    {
        writer.WriteStartArray("links");
        foreach (var (path, rel, method) in mayEdit ? ToEdit : ToRead)
        {
            var href = path switch
            {
                "" => $"/workflow-definitions/{definitionId}",
                "by-definition-id" => $"/workflow-definitions/by-definition-id/{definitionId}",
                _ => $"/workflow-definitions/{definitionId}/{path}",
            };
            WriteLink(writer, href, rel, method);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes the member <c>links</c> of a list.</summary>
    public static void WriteOfList(Utf8JsonWriter writer, bool mayEdit)
    {
        writer.WriteStartArray("links");
        foreach (var (path, rel) in OfListToRead)
            WriteLink(writer, path, rel, "GET");
        foreach (var (path, rel) in mayEdit ? OfListToEdit : [])
            WriteLink(writer, path, rel, "POST");

        writer.WriteEndArray();
    }

    private static void WriteLink(Utf8JsonWriter writer, string href, string rel, string method)
    {
        writer.WriteStartObject();
        writer.WriteString("href", href);
        writer.WriteString("rel", rel);
        writer.WriteString("method", method);
        writer.WriteEndObject();
    }
}
