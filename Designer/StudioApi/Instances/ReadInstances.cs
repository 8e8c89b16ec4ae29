using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.ITR.Designer.StudioApi.Running;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.Runtime.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Instances;

/// <summary>One instance: its state, its status, its variables.</summary>
internal static class ReadInstances
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-instances/{id}", async (string id, HttpContext http, IWorkflowInstanceStore instances, IWorkflowStateSerializer states) =>
        {
            if (await instances.FindWithStateAsync(id, http.RequestAborted) is not { } found)
                return Answer.Nothing();

            var (instance, document) = found;
            var state = states.Deserialize(document.State);
            return Answer.Of((writer, options) =>
            {
                writer.WriteStartObject();
                writer.WriteString("id", instance.Id);
                writer.WriteString("definitionId", instance.DefinitionId);
                writer.WriteString("definitionVersionId", instance.DefinitionVersionId);
                writer.WriteNumber("version", instance.Version);
                if (instance.ParentWorkflowInstanceId is { } parentId)
                    writer.WriteString("parentWorkflowInstanceId", parentId);
                writer.WritePropertyName("workflowState");
                StateJson.Write(writer, state, options);
                writer.WriteString("status", instance.Status.ToString());
                writer.WriteString("subStatus", instance.SubStatus.ToString());
                writer.WriteBoolean("isExecuting", state.IsExecuting);
                ListInstances.WriteRest(writer, instance);
                writer.WriteBoolean("isSystem", instance.IsSystem);
                writer.WriteEndObject();
            });
        });

        api.MapGet("/workflow-instances/{id}/execution-state", async (string id, HttpContext http, IInstanceLists lists) =>
            await lists.FindAsync(id, http.RequestAborted) is { } instance
                // Studio reads the long name, Elsa's server writes the short one.
                ? Answer.Of(new { status = instance.Status, subStatus = instance.SubStatus, workflowSubStatus = instance.SubStatus, updatedAt = instance.UpdatedAt })
                : Answer.Nothing());

        api.MapGet("/workflow-instances/{id}/variables", async (string id, HttpContext http, IWorkflowInstanceVariableManager variables) =>
            await VariablesAsync(id, http, variables));
    }

    /// <summary>The variables of the workflow with their values; of an unknown instance none, as Elsa answers.</summary>
    internal static async Task<IResult> VariablesAsync(string id, HttpContext http, IWorkflowInstanceVariableManager variables)
    {
        List<ResolvedVariable> found;
        try
        {
            found = [.. await variables.GetVariablesAsync(id, http.RequestAborted)];
        }
        catch (WorkflowInstanceNotFoundException)
        {
            found = [];
        }

        return Answer.List(found.Select(x => new { id = x.Variable.Id, name = x.Variable.Name, value = x.Value }).ToList());
    }
}
