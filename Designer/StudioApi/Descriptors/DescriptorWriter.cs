using System.Text.Json;
using Elsa.Workflows.Descriptors;
using Elsa.Workflows.Models;
using Elsa.Workflows.Serialization;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Designer.StudioApi.Descriptors;

/// <summary>Activities as the toolbox and the property panel show them: in the person's language, with the product's values to choose from.</summary>
internal sealed class DescriptorWriter(InputSpecifications specifications, ActivityTexts texts, IEnumerable<IInputChoices> choices)
{
    /// <summary>What the answer to one request is made of.</summary>
    public async Task<Page> PrepareAsync(IReadOnlyList<ActivityDescriptor> activities, CancellationToken cancellationToken)
    {
        var sets = new List<IInputChoiceSet>();
        foreach (var source in choices)
            sets.Add(await source.ReadAsync(cancellationToken));

        var bySpecification = new Dictionary<InputDescriptor, IDictionary<string, object>>(ReferenceEqualityComparer.Instance);
        foreach (var activity in activities)
        {
            foreach (var input in activity.Inputs)
                bySpecification[input] = await specifications.GetAsync(input, null, cancellationToken);
        }

        return new Page(activities, bySpecification, sets, texts.Current);
    }

    /// <summary>Descriptors ready to be written.</summary>
    internal sealed class Page(
        IReadOnlyList<ActivityDescriptor> activities, Dictionary<InputDescriptor, IDictionary<string, object>> specifications, List<IInputChoiceSet> choices,
        ActivityTexts.Language? texts)
    {
        private string _type = ""; // of the activity being written

        public void WriteAll(Utf8JsonWriter writer, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var activity in activities)
                Write(writer, activity, options);
            writer.WriteEndArray();
            writer.WriteNumber("count", activities.Count);
            writer.WriteEndObject();
        }

        public void Write(Utf8JsonWriter writer, ActivityDescriptor activity, JsonSerializerOptions options)
        {
            _type = activity.TypeName;
            var text = texts?.Activity(activity.TypeName);
            writer.WriteStartObject();
            writer.WriteString("typeName", activity.TypeName);
            writer.WriteString("clrType", TypeAliases.Default.GetAliasOrDefault(activity.ClrType));
            writer.WriteString("namespace", activity.Namespace);
            writer.WriteString("name", activity.Name);
            writer.WriteNumber("version", activity.Version);
            writer.WriteString("category", texts?.Category(activity.Category) ?? activity.Category);
            writer.WriteString("displayName", text?.Name ?? activity.DisplayName);
            if ((text?.Description ?? activity.Description) is { } description)
                writer.WriteString("description", description);
            writer.WriteStartArray("inputs");
            foreach (var input in activity.Inputs)
                Input(writer, activity, input, options);
            writer.WriteEndArray();
            writer.WriteStartArray("outputs");
            foreach (var output in activity.Outputs)
                Output(writer, output);
            writer.WriteEndArray();
            writer.WriteString("kind", activity.Kind.ToString());
            writer.WriteBoolean("runAsynchronously", activity.RunAsynchronously);
            writer.WriteStartArray("ports");
            foreach (var port in activity.Ports)
                WritePort(writer, port);
            writer.WriteEndArray();
            Member(writer, "customProperties", activity.CustomProperties, options);
            Member(writer, "constructionProperties", activity.ConstructionProperties, options);
            writer.WriteBoolean("isContainer", activity.IsContainer);
            writer.WriteBoolean("isBrowsable", activity.IsBrowsable);
            writer.WriteBoolean("isStart", activity.IsStart);
            writer.WriteBoolean("isTerminal", activity.IsTerminal);
            writer.WriteEndObject();
        }

        /// <summary>What an input offers, as the options endpoint answers.</summary>
        public (string? Hint, IDictionary<string, object> Specifications) Editor(ActivityDescriptor activity, InputDescriptor input)
        {
            var known = specifications[input];
            if (choices.Select(set => set.Find(activity, input)).FirstOrDefault(found => found is not null) is not { } found)
                return (input.UIHint, Translated(known));

            return found.IsList
                ? (InputUIHints.CheckList, new Dictionary<string, object>
                {
                    [InputUIHints.CheckList] = new { checkList = new { items = found.Items.Select(x => new { text = x.Text, value = x.Value, isChecked = false }) } },
                })
                : (InputUIHints.DropDown, new Dictionary<string, object>
                {
                    [InputUIHints.DropDown] = new { selectList = new { items = found.Items.Select(x => new { text = x.Text, value = x.Value }) } },
                });
        }

        private void Input(Utf8JsonWriter writer, ActivityDescriptor activity, InputDescriptor input, JsonSerializerOptions options)
        {
            var (hint, specification) = Editor(activity, input);
            writer.WriteStartObject();
            writer.WriteBoolean("isWrapped", input.IsWrapped);
            writer.WriteString("uiHint", hint);
            if (input.Category is { } category)
                writer.WriteString("category", texts?.Category(category) ?? category);
            if (input.DefaultValue is not null)
                Member(writer, "defaultValue", input.DefaultValue, options);
            if (input.DefaultSyntax is { } syntax)
                writer.WriteString("defaultSyntax", syntax);
            writer.WriteBoolean("isReadOnly", input.IsReadOnly is true);
            writer.WriteBoolean("isSensitive", input.IsSensitive);
            writer.WriteBoolean("autoEvaluate", input.AutoEvaluate);
            Member(writer, "uiSpecifications", specification, options);
            Property(writer, input);
            writer.WriteBoolean("isSerializable", input.IsSerializable is not false);
            writer.WriteBoolean("isSynthetic", input.IsSynthetic);
            writer.WriteEndObject();
        }

        private void Output(Utf8JsonWriter writer, OutputDescriptor output)
        {
            writer.WriteStartObject();
            Property(writer, output);
            if (output.IsSerializable is { } isSerializable)
                writer.WriteBoolean("isSerializable", isSerializable);
            writer.WriteBoolean("isSynthetic", output.IsSynthetic);
            writer.WriteEndObject();
        }

        private void Property(Utf8JsonWriter writer, PropertyDescriptor property)
        {
            var (name, description) = texts?.Member(_type, property.Name) ?? default;
            writer.WriteString("name", property.Name);
            writer.WriteString("typeName", TypeAliases.Default.GetAliasOrDefault(property.Type));
            writer.WriteString("displayName", name ?? property.DisplayName);
            if ((description ?? property.Description) is { } text)
                writer.WriteString("description", text);
            writer.WriteNumber("order", property.Order);
            writer.WriteBoolean("isBrowsable", property.IsBrowsable is not false);
        }

        private void WritePort(Utf8JsonWriter writer, Port port)
        {
            writer.WriteStartObject();
            writer.WriteString("name", port.Name);
            writer.WriteString("displayName", texts?.Word(port.Name) ?? port.DisplayName);
            writer.WriteString("type", port.Type.ToString());
            writer.WriteBoolean("isBrowsable", port.IsBrowsable is not false);
            writer.WriteEndObject();
        }

        // Values that stand in the activity's own code are words too.
        private IDictionary<string, object> Translated(IDictionary<string, object> known)
        {
            if (texts is null || known.Count == 0)
                return known;

            return known.ToDictionary(x => x.Key, x => x.Value switch
            {
                Elsa.Workflows.UIHints.Dropdown.DropDownProps { SelectList: { } list } =>
                    new { selectList = new { items = list.Items.Select(item => new { text = Word(item.Text), value = item.Value }) } },
                Elsa.Workflows.UIHints.CheckList.CheckListProps { CheckList: { } list } =>
                    new { checkList = new { items = list.Items.Select(item => new { text = Word(item.Text), value = item.Value, isChecked = false }) } },
                var other => other,
            });
        }

        private string Word(string text) => texts!.Word(text) ?? text;

        private static void Member(Utf8JsonWriter writer, string name, object value, JsonSerializerOptions options)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
        }
    }
}
