using System.Text;
using Elsa.Common.Models;
using Elsa.Expressions.Contracts;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Descriptors;

/// <summary>TypeScript declarations for the completion of JavaScript expressions: the engine's functions, the product's, and the workflow's own variables.</summary>
internal static class ScriptTypes
{
    private const string Functions =
        """
        declare function getWorkflowDefinitionId(): string;
        declare function getWorkflowDefinitionVersionId(): string;
        declare function getWorkflowDefinitionVersion(): number;
        declare function getWorkflowInstanceId(): string;
        declare function getCorrelationId(): string;
        declare function setCorrelationId(value: string);
        declare function getWorkflowInstanceName(): string;
        declare function setWorkflowInstanceName(value: string);
        declare function setVariable(name: string, value: any);
        declare function getVariable(name: string): any;
        declare function getInput(name: string): any;
        declare function getOutputFrom(activityId: string, outputName?: string): any;
        declare function getLastResult(): any;
        declare function isNullOrWhiteSpace(value: string): boolean;
        declare function isNullOrEmpty(value: string): boolean;
        declare function parseGuid(value: string): Guid;
        declare function newGuid(): Guid;
        declare function newGuidString(): string;
        declare function newShortGuid(): string;
        declare function getShortGuid(): string;
        declare function getGuid(): Guid;
        declare function getGuidString(): string;
        declare function toJson(value: any): string;
        declare function bytesToString(value: Byte[]): string;
        declare function bytesFromString(value: string): Byte[];
        declare function bytesToBase64(value: Byte[]): string;
        declare function bytesFromBase64(value: string): Byte[];
        declare function stringFromBase64(value: string): string;
        declare function stringToBase64(value: string): string;

        """;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/scripting/javascript/type-definitions/{definitionId}", async (
            string definitionId, HttpContext http, IWorkflowDefinitionStore store, IWorkflowDefinitionService definitions, IEnumerable<IScriptFunctions> own) =>
        {
            var text = new StringBuilder(Functions);
            foreach (var declaration in own.SelectMany(x => x.Declarations.Values))
                text.AppendLine(declaration);
            if (await store.FindAsync(definitionId, VersionOptions.Latest, http.RequestAborted) is { } definition)
                Variables(text, definitions.ReadModel(definition));
            return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "application/x-typescript", $"elsa.{definitionId}.d.ts");
        });

    private static void Variables(StringBuilder text, WorkflowDefinitionModel model)
    {
        foreach (var variable in model.Variables.Where(x => x.Name.Length > 0))
        {
            var (name, type) = (char.ToUpperInvariant(variable.Name[0]) + variable.Name[1..], TypeOf(variable));
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"declare function get{name}(): {type};");
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"declare function set{name}(value: {type});");
        }

        text.AppendLine("declare class WorkflowVariables {");
        foreach (var variable in model.Variables)
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{variable.Name}: {TypeOf(variable)};");
        text.AppendLine("}").AppendLine("declare var variables: WorkflowVariables;");
    }

    private static string TypeOf(Elsa.Workflows.Models.VariableDefinition variable) => (variable.TypeName switch
    {
        "String" or "Guid" or "TimeSpan" => "string",
        "Boolean" => "boolean",
        "Int16" or "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal" => "number",
        "DateTime" or "DateTimeOffset" => "Date",
        _ => "any",
    }) + (variable.IsArray ? "[]" : "");
}
