using System.Globalization;
using System.Text.Json;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Spares;
using Elsa.ITR.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Fills forms: what the item suggests stands, what is required is made up, ticks are a matter of chance.</summary>
internal sealed class WalkAnswers(FlowHost host, Random random)
{
    private const int Ticks = 3; // one yes in so many
    private static readonly FormContent Forms = new();
    private Dictionary<string, string> _references = [];

    /// <summary>Looks up what forms refer to.</summary>
    public async Task LookUpAsync() => _references = await host.ReadAsync(async db => new Dictionary<string, string>
    {
        ["boardType"] = (await db.Set<BoardType>().OrderBy(x => x.Code).FirstAsync()).Id.ToString(),
        ["warehouse"] = (await db.Set<Warehouse>().OrderBy(x => x.Code).FirstAsync()).Id.ToString(),
        ["person"] = (await db.Set<ItrUser>().SingleAsync(x => x.UserName == "t1gz")).Id.ToString(),
        ["thirdParty"] = (await db.Set<Organization>().FirstAsync(x => x.Code == "SUP1")).Id.ToString(),
        ["article"] = (await db.Set<Elsa.ITR.Domain.Knowledge.KnowledgeArticle>().Where(x => x.State == Elsa.ITR.Domain.Knowledge.ArticleState.Published).FirstOrDefaultAsync())?.Id.ToString() ?? "",
        ["case"] = (await db.Set<Case>().OrderBy(x => x.No).FirstOrDefaultAsync())?.No ?? "",
        ["site"] = (await db.Set<InstalledEquipment>().SingleAsync(x => x.Code == "NE-GZ-0001")).SiteId.ToString()!,
    });

    /// <summary>Whether an outcome means that something went wrong.</summary>
    public static bool IsNegative(WorkItem item, string outcome) => Forms.Find(item.FormKey, item.FormVersion)!.OutcomeOf(outcome)!.Negative;

    /// <summary>An answer that the form accepts.</summary>
    /// <param name="ticks">Whether chance ticks what need not be ticked.</param>
    public Dictionary<string, string?> Fill(WorkItem item, string outcome, bool ticks)
    {
        var known = FormJson.Read(item.InputData);
        var form = Forms.Find(item.FormKey, item.FormVersion)!.For(known);
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var field in form.Fields.Where(field => !field.ReadOnly && known.GetValueOrDefault(field.Key) is string { Length: > 0 } or decimal or true && !IsOver(field, known[field.Key])))
            values[field.Key] = Convert.ToString(known[field.Key], CultureInfo.InvariantCulture);
        foreach (var field in form.Fields.Where(field => ticks && field is { Type: FormFieldType.Bool, ReadOnly: false } && form.IsShown(field, outcome) && random.Next(Ticks) == 0))
            values.TryAdd(field.Key, "true");
        for (var round = 0; round < 2; round++)
        {
            foreach (var field in form.Fields.Where(field => !values.ContainsKey(field.Key) && (field.Key == "rollbackPlan" || form.IsRequired(field, outcome, Shown(form, known, values)))))
                values[field.Key] = Value(field);
        }

        return values;
    }

    // A time ahead that somebody named before and that has passed meanwhile.
    private bool IsOver(FormField field, object? value) =>
        field is { Type: FormFieldType.Instant, MayBeFuture: true } && FormJson.ToInstant(value) <= host.Time.GetUtcNow();

    // What the form shows and nobody enters decides as well what is required.
    private static Dictionary<string, string?> Shown(WorkItemForm form, IReadOnlyDictionary<string, object?> known, Dictionary<string, string?> values)
    {
        var shown = new Dictionary<string, string?>(values, StringComparer.Ordinal);
        foreach (var field in form.Fields.Where(field => field.ReadOnly && known.GetValueOrDefault(field.Key) is string or bool))
            shown[field.Key] = Convert.ToString(known[field.Key], CultureInfo.InvariantCulture)!;
        return shown;
    }

    private string? Value(FormField field) => field.Type switch
    {
        _ when field.Key == "equipment" => "NE-GZ-0001",
        _ when field.Key == "newSerial" => $"N{random.Next()}",
        _ when field.Key == "targetVersion" => "5.21.18.30",
        FormFieldType.Instant => FormJson.Text(host.Time.GetUtcNow() + (field.MayBeFuture ? Ahead(field.Key) : TimeSpan.Zero)),
        FormFieldType.Date => host.Time.GetUtcNow().AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FormFieldType.Number => "1",
        FormFieldType.Bool => "true",
        FormFieldType.Enum => field.Items[random.Next(field.Items.Count)].Key,
        FormFieldType.Reference => _references.GetValueOrDefault(field.Source!, Guid.NewGuid().ToString()),
        FormFieldType.Checklist => field.Items.Count > 0 ? string.Join(',', field.Items.Select(x => x.Key)) : "all",
        FormFieldType.Table => JsonSerializer.Serialize(new[] { field.Columns.ToDictionary(column => column.Key, Value) }),
        _ => "text",
    };

    // A window begins, is decided on, ends, in this order.
    private static TimeSpan Ahead(string key) => key switch
    {
        "targetEnd" => TimeSpan.FromDays(60),
        "rollbackDecisionAt" => TimeSpan.FromHours(4),
        _ when key.EndsWith("End", StringComparison.Ordinal) => TimeSpan.FromHours(5),
        _ => TimeSpan.FromHours(2),
    };
}
