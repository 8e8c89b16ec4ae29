using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>What a work item asks: fields and outcomes. Data, so that a process owner can add a field without a release (R23).</summary>
/// <param name="Key">The task type it belongs to, e.g. <c>fault-accept</c>.</param>
/// <param name="Version">Grows when the form changes; open items keep the version they were asked with.</param>
/// <param name="Title">What the work is called.</param>
/// <param name="Fields">In the order of the page; the common fields (comment, attachments) come last.</param>
/// <param name="Outcomes">Every outcome an item of this type may offer, the usual one first.</param>
/// <param name="MaxBackdate">How far back an instant may be set unless its field says otherwise.</param>
public sealed record WorkItemForm(
    string Key, int Version, Bilingual Title, IReadOnlyList<FormField> Fields, IReadOnlyList<FormOutcome> Outcomes, TimeSpan MaxBackdate)
{
    /// <summary>The outcome of that name; null when the form has none.</summary>
    public FormOutcome? OutcomeOf(string name) => Outcomes.FirstOrDefault(outcome => outcome.Name == name);

    /// <summary>The form of one item: without the fields that are only for other input.</summary>
    /// <param name="input">What the item was asked with.</param>
    public WorkItemForm For(IReadOnlyDictionary<string, object?> input)
    {
        if (Fields.All(field => field.OnlyFor.Count == 0))
            return this;

        var given = input.Values.SelectMany(value => value as IEnumerable<object?> ?? [value]).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return this with { Fields = [.. Fields.Where(field => field.OnlyFor.Count == 0 || field.OnlyFor.Any(given.Contains))] };
    }

    /// <summary>Whether a field is on the page when this outcome is chosen.</summary>
    public bool IsShown(FormField field, string outcome)
    {
        var outcomes = field.RequiredFor.Where(token => OutcomeOf(token) is not null).ToList();
        return outcomes.Count == 0 || outcomes.Contains(outcome) || outcomes.Count < field.RequiredFor.Count;
    }

    /// <summary>Whether a field must be filled: always, for this outcome, or because an enumeration of the form has a named value.</summary>
    /// <param name="field">A field of this form.</param>
    /// <param name="outcome">The chosen outcome.</param>
    /// <param name="fields">Entered text by field key.</param>
    public bool IsRequired(FormField field, string outcome, IReadOnlyDictionary<string, string?> fields)
    {
        if (field.Key == CommentKey)
            return OutcomeOf(outcome)?.Negative == true && !HasOtherReason(outcome);

        return (field.Required && IsShown(field, outcome))
            || field.RequiredFor.Contains(outcome)
            || field.RequiredFor.Any(token => OutcomeOf(token) is null && HasEnumValue(token, fields));
    }

    /// <summary>Turns entered text into values and says what is wrong with it.</summary>
    /// <param name="outcome">The chosen outcome.</param>
    /// <param name="fields">Entered text by field key; unknown keys are dropped, blank text counts as not filled.</param>
    /// <param name="input">What the item was asked with; an instant equal to it may be confirmed however old it is.</param>
    /// <param name="now">UTC.</param>
    /// <param name="problems">One per field at most; empty when the outcome can be taken.</param>
    /// <returns>Instants as ISO 8601 UTC text, dates as <c>yyyy-MM-dd</c>, numbers as decimal, lists and rows as lists.</returns>
    public IReadOnlyDictionary<string, object?> Read(
        string outcome, IReadOnlyDictionary<string, string?> fields, IReadOnlyDictionary<string, object?> input, DateTimeOffset now,
        out IReadOnlyList<FormProblem> problems)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var found = new List<FormProblem>();
        var known = WithShown(fields, input);
        foreach (var field in Fields)
        {
            var text = fields.GetValueOrDefault(field.Key);
            if (field.ReadOnly || !IsShown(field, outcome))
                continue;

            if (string.IsNullOrWhiteSpace(text))
            {
                if (IsRequired(field, outcome, known))
                    found.Add(new(field, FormProblemKind.Required));
                continue;
            }

            var problem = field.Read(text.Trim(), out var value);
            problem ??= field.Type == FormFieldType.Instant ? CheckTime(field, value, input, now) : null;
            if (problem is { } kind)
                found.Add(new(field, kind));
            else
                values[field.Key] = value;
        }

        problems = found;
        return values;
    }

    /// <summary>Key of the comment that every form has; negative outcomes need it unless they ask a reason of their own.</summary>
    public const string CommentKey = "comment";

    // What is shown and not entered decides as well what is required.
    private Dictionary<string, string?> WithShown(IReadOnlyDictionary<string, string?> fields, IReadOnlyDictionary<string, object?> input)
    {
        var known = new Dictionary<string, string?>(fields, StringComparer.Ordinal);
        foreach (var field in Fields.Where(field => field.ReadOnly && input.GetValueOrDefault(field.Key) is string or bool))
            known[field.Key] = input[field.Key] is bool flag ? (flag ? "true" : "false") : input[field.Key] as string;
        return known;
    }

    private bool HasOtherReason(string outcome) =>
        Fields.Any(field => field.Key != CommentKey && field.Type is FormFieldType.Multiline or FormFieldType.Text
            && field.Key.Contains("reason", StringComparison.OrdinalIgnoreCase)
            && (field.Required || field.RequiredFor.Contains(outcome)));

    private bool HasEnumValue(string token, IReadOnlyDictionary<string, string?> fields) =>
        Fields.Any(field => field.Type is FormFieldType.Enum && fields.GetValueOrDefault(field.Key) == token)
        || Fields.Any(field => field.Type is FormFieldType.Bool && field.Key == token && FormJson.IsTrue(fields.GetValueOrDefault(field.Key)));

    private FormProblemKind? CheckTime(FormField field, object? value, IReadOnlyDictionary<string, object?> input, DateTimeOffset now)
    {
        var at = FormJson.ToInstant(value);
        if (at is null || at == FormJson.ToInstant(input.GetValueOrDefault(field.Key)))
            return null; // confirming what was proposed is always allowed

        if (!field.MayBeFuture && at > now.AddMinutes(1)) // the minute the person typed may already be the next one on this server
            return FormProblemKind.InFuture;

        return !field.MayBeOld && at < now - MaxBackdate ? FormProblemKind.TooOld : null;
    }
}

/// <summary>One way to end a work item.</summary>
/// <param name="Name">The outcome of the flow's step, PascalCase.</param>
/// <param name="Label">What the button says.</param>
/// <param name="Next">What happens when it is chosen, shown beside the button.</param>
/// <param name="Negative">True when the person refuses or rejects; a comment is then required.</param>
public sealed record FormOutcome(string Name, Bilingual Label, Bilingual Next, bool Negative);

/// <summary>What is wrong with an entered value.</summary>
public enum FormProblemKind
{
    /// <summary>It has to be filled for this outcome.</summary>
    Required,
    /// <summary>The text is not of the field's type, too long, or none of the choices.</summary>
    Invalid,
    /// <summary>An instant lies ahead.</summary>
    InFuture,
    /// <summary>An instant lies further back than the form permits.</summary>
    TooOld,
}

/// <summary>A field and what is wrong with it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Kind">What is wrong.</param>
public sealed record FormProblem(FormField Field, FormProblemKind Kind)
{
    /// <summary>The rule's code, e.g. <c>work-item.field-required</c>.</summary>
    public string Code => Kind switch
    {
        FormProblemKind.Required => "work-item.field-required",
        FormProblemKind.InFuture => "work-item.time-in-future",
        FormProblemKind.TooOld => "work-item.time-too-old",
        _ => "work-item.field-invalid",
    };

    internal RuleViolationException ToException(string no) => new(Code, ("no", no), ("field", Field.Key), ("label", Field.Label));
}
