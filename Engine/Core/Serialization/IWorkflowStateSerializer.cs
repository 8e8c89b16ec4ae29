using System.Text.Json;
using Elsa.Workflows.State;

namespace Elsa.Workflows;

/// <summary>Reads and writes the state of an instance.</summary>
public interface IWorkflowStateSerializer
{
    /// <summary>The state as one compact JSON document.</summary>
    string Serialize(WorkflowState workflowState);

    /// <inheritdoc cref="Serialize"/>
    byte[] SerializeToUtf8Bytes(WorkflowState workflowState);

    /// <inheritdoc cref="Serialize"/>
    JsonElement SerializeToElement(WorkflowState workflowState);

    /// <summary>The state that was written.</summary>
    /// <exception cref="JsonException">The text is no state.</exception>
    WorkflowState Deserialize(string serializedState);

    /// <inheritdoc cref="Deserialize(string)"/>
    WorkflowState Deserialize(JsonElement serializedState);
}
