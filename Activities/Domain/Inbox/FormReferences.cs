using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>Refuses an answer that names a record that is not there while the person can still correct it, instead of failing the flow later.</summary>
public sealed class FormReferences(IReferences references)
{
    /// <summary>Looks up every entered reference, in fields and in rows of tables.</summary>
    /// <param name="no">Number of the work item, for the message.</param>
    /// <param name="form">The form of the item.</param>
    /// <param name="values">The answer.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    /// <exception cref="RuleViolationException">work-item.field-invalid.</exception>
    public async Task RequireAsync(string no, WorkItemForm form, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        foreach (var (field, key) in form.Fields.SelectMany(field => Entered(field, values)).Distinct())
        {
            if (!await references.ExistsAsync(field.Source!, key, cancellationToken))
                throw new FormProblem(field, FormProblemKind.Invalid).ToException(no);
        }
    }

    private static IEnumerable<(FormField Field, string Key)> Entered(FormField field, IReadOnlyDictionary<string, object?> values)
    {
        if (field is { Type: FormFieldType.Reference, Source: not null } && values.GetValueOrDefault(field.Key) is string key)
            return [(field, key)];

        var rows = field.Type == FormFieldType.Table ? (values.GetValueOrDefault(field.Key) as IEnumerable<object?> ?? []).OfType<IReadOnlyDictionary<string, object?>>() : [];
        return rows.SelectMany(row => field.Columns.SelectMany(column => Entered(column, row)));
    }
}
