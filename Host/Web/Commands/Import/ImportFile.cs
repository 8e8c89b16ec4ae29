using System.Text;
using System.Text.Json;

namespace Elsa.ITR.Web.Commands.Import;

/// <summary>Reads the rows of a JSON or CSV file; the ending of its name says which it is.</summary>
public static class ImportFile
{
    /// <exception cref="ImportRefusedException">The file is no list of rows; the message says where.</exception>
    public static async Task<IReadOnlyList<ImportRow>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var text = await File.ReadAllTextAsync(path, cancellationToken);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => ReadJson(text, path),
            ".csv" => ReadCsv(text, path),
            var other => throw new ImportRefusedException($"Expected a file ending in .json or .csv, but it ends in \"{other}\". Rename or convert it."),
        };
    }

    private static IReadOnlyList<ImportRow> ReadJson(string text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                throw new ImportRefusedException($"Expected {path} to hold a list of objects, but it holds a {document.RootElement.ValueKind}. Put the rows between [ and ].");

            return [.. document.RootElement.EnumerateArray().Select((row, index) => row.ValueKind == JsonValueKind.Object
                ? Row(index + 1, row.EnumerateObject().Select(field => (field.Name, Text(field.Value))))
                : throw new ImportRefusedException($"Expected row {index + 1} of {path} to be an object, but it is a {row.ValueKind}."))];
        }
        catch (JsonException error)
        {
            throw new ImportRefusedException($"Expected {path} to be JSON, but line {error.LineNumber + 1} is not: {error.Message}");
        }
    }

    private static IReadOnlyList<ImportRow> ReadCsv(string text, string path)
    {
        var lines = Csv(text);
        if (lines.Count == 0)
            throw new ImportRefusedException($"Expected {path} to begin with a line of field names, but it is empty.");

        var names = lines[0];
        return [.. lines.Skip(1).Select((cells, index) => cells.Count <= names.Count
            ? Row(index + 1, names.Zip(cells.Concat(Enumerable.Repeat("", names.Count - cells.Count)), (name, cell) => (name, (string?)cell)))
            : throw new ImportRefusedException($"Expected row {index + 1} of {path} to have at most {names.Count} cells, but it has {cells.Count}. Quote cells with commas."))];
    }

    private static ImportRow Row(int number, IEnumerable<(string Name, string? Text)> fields) =>
        new(number, fields
            .Where(field => !string.IsNullOrWhiteSpace(field.Text))
            .GroupBy(field => field.Name.Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Last().Text!.Trim(), StringComparer.OrdinalIgnoreCase));

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => string.Join(';', value.EnumerateArray().Select(Text)),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };

    // RFC 4180: cells in quotes may hold commas, line ends and doubled quotes.
    private static List<List<string>> Csv(string text)
    {
        var lines = new List<List<string>>();
        var line = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (isQuoted && letter == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (letter == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && letter == ',')
                EndCell();
            else if (!isQuoted && letter == '\n')
                EndLine();
            else if (isQuoted || (letter != '\r' && letter != '\uFEFF'))
                cell.Append(letter);
        }

        if (cell.Length > 0 || line.Count > 0)
            EndLine();
        return lines;

        void EndCell()
        {
            line.Add(cell.ToString());
            cell.Clear();
        }

        void EndLine()
        {
            EndCell();
            if (line.Any(x => x.Length > 0))
                lines.Add(line);
            line = [];
        }
    }
}
