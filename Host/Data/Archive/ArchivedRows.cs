using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.ITR.Domain.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Elsa.ITR.Data.Archive;

/// <summary>Rows as they stood in their tables, read back from a part of an archived case.</summary>
/// <remarks>One object: tables by name, in each the rows, in each the properties by name; nulls are left out. A property that the product no longer has is passed over, one that it
/// has got since keeps what the type begins with. What is renamed needs the next <see cref="Format"/> and a translation here.</remarks>
public sealed class ArchivedRows
{
    /// <summary>The shape that is written now.</summary>
    public const int Format = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Chinese takes a third
        Converters = { new JsonStringEnumConverter(), new EventDataConverter() },
    };

    private readonly IModel _model;
    private readonly Dictionary<string, JsonElement> _tables;

    internal ArchivedRows(IModel model, ArchivedPart part)
    {
        if (part.Format is < 1 or > Format)
            throw new InvalidOperationException($"Expected a part of format 1 to {Format}, but '{part.Name}' of case {part.CaseId} has {part.Format}. It was written by a newer version of the product.");

        _model = model;
        _tables = Read<Dictionary<string, JsonElement>>(part.Content);
    }

    /// <summary>The rows of a type; none when the case had none.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : class
    {
        var type = _model.FindEntityType(typeof(T))!;
        return _tables.TryGetValue(type.GetTableName()!, out var rows) ? [.. rows.EnumerateArray().Select(row => (T)Row(type, row))] : [];
    }

    /// <summary>All of it as it is stored: tables by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Tables => _tables;

    internal static byte[] Write(ItrDbContext db, IReadOnlyDictionary<Type, IReadOnlyList<object>> tables) => Zip(json =>
    {
        json.WriteStartObject();
        foreach (var (type, rows) in tables.Where(table => table.Value.Count > 0))
        {
            var entity = db.Model.FindEntityType(type)!;
            json.WriteStartArray(entity.GetTableName()!);
            foreach (var row in rows)
                WriteRow(json, db, entity, row);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    });

    internal static byte[] Write<T>(T value) => Zip(json => JsonSerializer.Serialize(json, value, Options));

    internal static T Read<T>(byte[] content)
    {
        using var zip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(zip, Options)!;
    }

    private static byte[] Zip(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var zip = new GZipStream(buffer, CompressionLevel.Optimal))
        using (var json = new Utf8JsonWriter(zip, new JsonWriterOptions { Encoder = Options.Encoder }))
            write(json);
        return buffer.ToArray();
    }

    private static void WriteRow(Utf8JsonWriter json, ItrDbContext db, IEntityType type, object row)
    {
        var entry = db.Entry(row);
        json.WriteStartObject();
        foreach (var property in type.GetProperties())
        {
            if (entry.Property(property).CurrentValue is not { } value)
                continue;

            json.WritePropertyName(property.Name);
            JsonSerializer.Serialize(json, value, property.ClrType, Options);
        }

        json.WriteEndObject();
    }

    private static object Row(IEntityType type, JsonElement stored)
    {
        var row = Activator.CreateInstance(type.ClrType, nonPublic: true)!;
        foreach (var property in type.GetProperties())
        {
            if (!stored.TryGetProperty(property.Name, out var value))
                continue;

            var read = value.Deserialize(property.ClrType, Options);
            if (property.PropertyInfo is { CanWrite: true } settable)
                settable.SetValue(row, read);
            else
                property.FieldInfo?.SetValue(row, read);
        }

        return row;
    }

    private sealed class EventDataConverter : JsonConverter<EventData>
    {
        public override EventData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            EventData.FromJson(JsonElement.ParseValue(ref reader).GetRawText());

        public override void Write(Utf8JsonWriter writer, EventData value, JsonSerializerOptions options) => writer.WriteRawValue(value.ToJson());
    }
}
