using System.Globalization;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows;
using Elsa.Workflows.Runtime.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Elsa.ITR.Designer.StudioApi.Instances;

/// <summary>Which instances a request means; single values and lists mean the same.</summary>
internal sealed class InstanceFilter
{
    public int? Page { get; set; }

    public int? PageSize { get; set; }

    public string? SearchTerm { get; set; }

    public string? DefinitionId { get; set; }

    public List<string>? DefinitionIds { get; set; }

    public List<string>? DefinitionVersionIds { get; set; }

    public int? Version { get; set; }

    public string? CorrelationId { get; set; }

    public List<string>? CorrelationIds { get; set; }

    public string? Name { get; set; }

    public List<string>? Names { get; set; }

    public List<string>? Ids { get; set; }

    public List<string>? ParentWorkflowInstanceIds { get; set; }

    public string? Status { get; set; }

    public List<string>? Statuses { get; set; }

    public string? SubStatus { get; set; }

    public List<string>? SubStatuses { get; set; }

    public bool? HasIncidents { get; set; }

    public bool? IsSystem { get; set; }

    public string? OrderBy { get; set; }

    public string? OrderDirection { get; set; }

    public List<TimestampFilter>? TimestampFilters { get; set; }

    /// <summary>A filter in the query of an address.</summary>
    /// <exception cref="InvalidRequestException">A value is not of its type.</exception>
    public static InstanceFilter Of(IQueryCollection query) => new()
    {
        Page = Number(query, "page"),
        PageSize = Number(query, "pageSize"),
        SearchTerm = query["searchTerm"],
        DefinitionId = query["definitionId"],
        DefinitionIds = Texts(query["definitionIds"]),
        DefinitionVersionIds = Texts(query["definitionVersionIds"]),
        Version = Number(query, "version"),
        CorrelationId = query["correlationId"],
        CorrelationIds = Texts(query["correlationIds"]),
        Name = query["name"],
        Names = Texts(query["names"]),
        Ids = Texts(query["ids"]),
        ParentWorkflowInstanceIds = Texts(query["parentWorkflowInstanceIds"]),
        Status = query["status"],
        Statuses = Texts(query["statuses"]),
        SubStatus = query["subStatus"],
        SubStatuses = Texts(query["subStatuses"]),
        HasIncidents = Flag(query, "hasIncidents"),
        IsSystem = Flag(query, "isSystem"),
        OrderBy = query["orderBy"],
        OrderDirection = query["orderDirection"],
    };

    /// <exception cref="InvalidRequestException">A word is not known.</exception>
    public InstanceQuery ToQuery() => new()
    {
        Ids = Any(Ids),
        DefinitionIds = Both(DefinitionIds, DefinitionId),
        DefinitionVersionIds = Any(DefinitionVersionIds),
        Version = Version,
        CorrelationIds = Both(CorrelationIds, CorrelationId),
        Names = Both(Names, Name),
        ParentIds = Any(ParentWorkflowInstanceIds),
        Statuses = Both(Statuses, Status)?.Select(x => Word<WorkflowStatus>(x, "status")).ToList(),
        SubStatuses = Both(SubStatuses, SubStatus)?.Select(x => Word<WorkflowSubStatus>(x, "subStatus")).ToList(),
        HasIncidents = HasIncidents,
        IsSystem = IsSystem,
        SearchTerm = SearchTerm,
        Limits = [.. (TimestampFilters ?? []).Where(x => x.Column is { Length: > 0 }).Select(x => x.ToLimit())],
        OrderBy = string.IsNullOrEmpty(OrderBy) || IsName ? InstanceMoment.Created : Word<InstanceMoment>(OrderBy, "orderBy"),
        OrderByName = IsName,
        Descending = string.Equals(OrderDirection, "Descending", StringComparison.OrdinalIgnoreCase),
    };

    private bool IsName => string.Equals(OrderBy, "Name", StringComparison.OrdinalIgnoreCase);

    private static List<string>? Any(List<string>? list) => list is { Count: > 0 } ? list : null;

    private static List<string>? Both(List<string>? list, string? one) => one is { Length: > 0 } ? [.. list ?? [], one] : Any(list);

    private static List<string>? Texts(StringValues values) => values.Count == 0 ? null : [.. values.Where(x => !string.IsNullOrEmpty(x)).Select(x => x!)];

    private static int? Number(IQueryCollection query, string name) => query[name].ToString() switch
    {
        "" => null,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new InvalidRequestException(name, $"Value [{text}] is not valid for a [Int32] property!"),
    };

    private static bool? Flag(IQueryCollection query, string name) => query[name].ToString() switch
    {
        "" => null,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new InvalidRequestException(name, $"Value [{text}] is not valid for a [Boolean] property!"),
    };

    private static T Word<T>(string text, string member)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new InvalidRequestException(member, $"Value [{text}] is not valid for a [{typeof(T).Name}] property!");

    /// <summary>A limit in time.</summary>
    internal sealed class TimestampFilter
    {
        public string Column { get; set; } = "";

        public string Operator { get; set; } = "";

        public DateTimeOffset Timestamp { get; set; }

        public TimestampLimit ToLimit() => new(
            Word<InstanceMoment>(Column.EndsWith("At", StringComparison.Ordinal) ? Column[..^2] : Column, "timestampFilters"),
            Operator is "Is" or "IsNot" or "LessThan" or "LessThanOrEqual" or "GreaterThan" or "GreaterThanOrEqual"
                ? Operator
                : throw new InvalidRequestException("timestampFilters", $"Expected Is, IsNot, LessThan, LessThanOrEqual, GreaterThan or GreaterThanOrEqual, but got '{Operator}'."),
            Timestamp);
    }
}
