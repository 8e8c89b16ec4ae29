using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Workflows;

/// <summary>The forms shipped in <c>Policies/forms.v1.json</c>.</summary>
public sealed class FormContent : IWorkItemForms
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly Dictionary<(string Key, int Version), WorkItemForm> _byVersion = [];
    private readonly SortedDictionary<string, WorkItemForm> _latest = new(StringComparer.Ordinal);

    /// <summary>Reads the shipped forms.</summary>
    public FormContent()
        : this(EmbeddedContent.Read("Policies/forms.v1.json"), Words.Shipped)
    {
    }

    /// <summary>Reads forms from text of the same shape.</summary>
    /// <exception cref="InvalidDataException">A form occurs twice, or names an enumeration that has no words.</exception>
    public FormContent(string json, Words words)
    {
        var file = JsonSerializer.Deserialize<FormFile>(json, Json) ?? throw new InvalidDataException("Expected forms, found nothing.");
        foreach (var form in file.Forms)
        {
            var read = form.Read(file, words);
            if (!_byVersion.TryAdd((read.Key, read.Version), read))
                throw new InvalidDataException($"Expected form '{read.Key}' version {read.Version} once, found it twice.");

            if (!_latest.TryGetValue(read.Key, out var known) || known.Version < read.Version)
                _latest[read.Key] = read;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<WorkItemForm> All => [.. _latest.Values];

    /// <inheritdoc/>
    public WorkItemForm? Latest(string key) => _latest.GetValueOrDefault(key);

    /// <inheritdoc/>
    public WorkItemForm? Find(string key, int version) => _byVersion.GetValueOrDefault((key, version));

    private sealed record FormFile(int MaxBackdateHours, List<FieldText> Common, List<FormText> Forms);

    private sealed record FormText(string Key, int Version, string Zh, string En, List<FieldText> Fields, List<OutcomeText> Outcomes)
    {
        public WorkItemForm Read(FormFile file, Words words) => new(
            Key, Version, new Bilingual(Zh, En),
            [.. Fields.Concat(file.Common).Select(field => field.Read(Key, words))],
            [.. Outcomes.Select(outcome => new FormOutcome(
                outcome.Name, new(outcome.Zh, outcome.En), new(outcome.NextZh, outcome.NextEn), outcome.Negative))],
            TimeSpan.FromHours(file.MaxBackdateHours));
    }

    private sealed record OutcomeText(string Name, string Zh, string En, string NextZh, string NextEn, bool Negative = false);

    private sealed record ChoiceText(string Key, string Zh, string En);

    private sealed record FieldText(string Key, FormFieldType Type, string Zh, string En)
    {
        public bool Required { get; init; }
        public List<string> RequiredFor { get; init; } = [];
        public List<string> OnlyFor { get; init; } = [];
        public string? Source { get; init; }
        public string? UnitZh { get; init; }
        public string? UnitEn { get; init; }
        public string? HintZh { get; init; }
        public string? HintEn { get; init; }
        public int MaxLength { get; init; } = 4000;
        public bool ReadOnly { get; init; }
        public bool MayBeFuture { get; init; }
        public bool MayBeOld { get; init; }
        public bool DefaultsToNow { get; init; }
        public List<ChoiceText>? Items { get; init; }
        public List<FieldText>? Columns { get; init; }

        public FormField Read(string form, Words words)
        {
            var choices = Type == FormFieldType.Enum ? words.Choices(Source ?? "") : [];
            if (Type == FormFieldType.Enum && choices.Count == 0 && Source is not ("FaultCode" or "ScoreCategory"))
                throw new InvalidDataException($"Expected words for the enumeration '{Source}' of field '{form}.{Key}', found none.");

            return new FormField(Key, Type, new Bilingual(Zh, En))
            {
                Required = Required,
                RequiredFor = RequiredFor,
                OnlyFor = OnlyFor,
                Source = Source,
                Unit = UnitZh is null ? null : new Bilingual(UnitZh, UnitEn ?? UnitZh),
                Hint = HintZh is null ? null : new Bilingual(HintZh, HintEn ?? HintZh),
                MaxLength = MaxLength,
                ReadOnly = ReadOnly,
                MayBeFuture = MayBeFuture,
                MayBeOld = MayBeOld,
                DefaultsToNow = DefaultsToNow,
                Items = Items is null ? choices : [.. Items.Select(item => new FormChoice(item.Key, new Bilingual(item.Zh, item.En)))],
                Columns = [.. (Columns ?? []).Select(column => column.Read(form, words))],
            };
        }
    }
}
