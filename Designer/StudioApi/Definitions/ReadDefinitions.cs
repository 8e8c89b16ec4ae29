using System.Text.Json;
using Elsa.Common.Models;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>Definitions: lists without content, single versions with it.</summary>
internal static class ReadDefinitions
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions", ListAsync);
        api.MapGet("/workflow-definitions/{definitionId}", ByDefinitionIdAsync);
        api.MapGet("/workflow-definitions/by-definition-id/{definitionId}", ByDefinitionIdAsync);
        api.MapGet("/workflow-definitions/by-id/{id}", async (string id, HttpContext http, IWorkflowDefinitionStore store, DefinitionWriter writer, EditRight right) =>
            One(await store.FindAsync(id, http.RequestAborted), writer, await right.HasAsync(http)));
        api.MapGet("/workflow-definitions/many-by-id", async (
            [FromQuery] string[] ids, HttpContext http, IWorkflowDefinitionStore store, DefinitionWriter writer, EditRight right) =>
        {
            var found = new List<WorkflowDefinition>();
            foreach (var id in ids.Distinct())
            {
                if (await store.FindAsync(id, http.RequestAborted) is { } definition)
                    found.Add(definition);
            }

            var mayEdit = await right.HasAsync(http);
            return Answer.Of((json, _) => Items(json, found, x => writer.Write(json, x, mayEdit), "count", found.Count));
        });
        api.MapGet("/workflow-definitions/{definitionId}/versions", async (string definitionId, HttpContext http, IWorkflowDefinitionStore store, DefinitionWriter writer) =>
        {
            var versions = await store.ListVersionsAsync(definitionId, http.RequestAborted);
            if (versions.Count == 0)
                return Answer.Nothing();
            return Answer.Of((json, _) =>
            {
                json.WriteStartArray();
                foreach (var version in versions.Reverse())
                    writer.Write(json, version, mayEdit: false, withLinks: false);
                json.WriteEndArray();
            });
        });
        api.MapGet("/workflow-definitions/{definitionId}/consumers", async (string definitionId, HttpContext http, IWorkflowDefinitionStore store, IWorkflowReferences references) =>
            await store.FindAsync(definitionId, VersionOptions.Latest, http.RequestAborted) is null
                ? Answer.Nothing()
                : Answer.Of(new { consumingWorkflowDefinitionIds = await references.ListConsumersAsync(definitionId, http.RequestAborted) }));
        api.MapGet("/workflow-definitions/query/count", async (HttpContext http, IDefinitionLists lists) =>
            Answer.Of(new { count = await lists.CountAsync(http.RequestAborted) }));
        api.MapGet("/workflow-definitions/validation/is-name-unique", async (string name, string? definitionId, HttpContext http, IWorkflowDefinitionStore store) =>
            Answer.Of(new { isUnique = await store.IsNameUniqueAsync(name, definitionId, http.RequestAborted) }));
    }

    private static async Task<IResult> ListAsync([AsParameters] ListQuery query, HttpContext http, IDefinitionLists lists, EditRight right)
    {
        var page = await lists.ListAsync(query.ToQuery(), Window.Page(query.Page, query.PageSize), http.RequestAborted);
        var mayEdit = await right.HasAsync(http);
        return Answer.Of((json, _) => Items(json, page.Items, x => DefinitionWriter.Write(json, x, mayEdit), "totalCount", page.TotalCount, () => DefinitionLinks.WriteOfList(json, mayEdit)));
    }

    private static async Task<IResult> ByDefinitionIdAsync(
        string definitionId, string? versionOptions, HttpContext http, IWorkflowDefinitionStore store, DefinitionWriter writer, EditRight right) =>
        One(await store.FindAsync(definitionId, Versions.Parse(versionOptions) ?? VersionOptions.Latest, http.RequestAborted), writer, await right.HasAsync(http));

    private static IResult One(WorkflowDefinition? definition, DefinitionWriter writer, bool mayEdit) =>
        definition is null ? Answer.Nothing() : Answer.Of((json, _) => writer.Write(json, definition, mayEdit));

    private static void Items<T>(Utf8JsonWriter json, IEnumerable<T> items, Action<T> write, string countName, long count, Action? more = null)
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
        json.WriteNumber(countName, count);
        more?.Invoke();
        json.WriteEndObject();
    }

    private sealed class ListQuery
    {
        public int? Page { get; init; }

        public int? PageSize { get; init; }

        public string? VersionOptions { get; init; }

        public string[] DefinitionIds { get; init; } = [];

        public string[] Ids { get; init; } = [];

        public string? SearchTerm { get; init; }

        public string? Name { get; init; }

        public bool? IsSystem { get; init; }

        public bool? IsReadonly { get; init; }

        public string? OrderBy { get; init; }

        public string? OrderDirection { get; init; }

        public DefinitionQuery ToQuery() => new()
        {
            VersionOptions = Versions.Parse(VersionOptions) ?? (DefinitionIds.Length > 0 || Ids.Length > 0 ? null : Elsa.Common.Models.VersionOptions.Latest),
            DefinitionIds = DefinitionIds.Length > 0 ? DefinitionIds : null,
            Ids = Ids.Length > 0 ? Ids : null,
            SearchTerm = SearchTerm,
            Name = Name,
            IsSystem = IsSystem,
            IsReadonly = IsReadonly,
            OrderBy = OrderBy,
            Descending = OrderDirection is null ? OrderBy is null : string.Equals(OrderDirection, "Descending", StringComparison.OrdinalIgnoreCase), // the newest first unless asked otherwise
        };
    }
}
