using System.Text.Json;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Serialization;

namespace Elsa.Workflows.Execution;

/// <summary>Moves the values of variables between memory and storage drivers.</summary>
internal static class VariableStore
{
    /// <summary>Declares every variable of every restored context and loads what is stored.</summary>
    public static async Task LoadAsync(WorkflowExecutionContext run)
    {
        foreach (var context in run.ActivityExecutionContexts)
        {
            foreach (var variable in context.Variables)
                await LoadAsync(context, variable);
        }
    }

    /// <summary>Writes every variable of every context that may go on.</summary>
    public static async Task SaveAsync(WorkflowExecutionContext run)
    {
        foreach (var context in run.ActivityExecutionContexts)
        {
            if (context.IsCompleted && context.ParentActivityExecutionContext != null)
                continue;

            foreach (var variable in context.Variables)
                await SaveAsync(context, variable);
        }
    }

    /// <summary>Forgets the stored variables of a context that has completed.</summary>
    public static async Task DeleteAsync(ActivityExecutionContext context)
    {
        foreach (var variable in context.Variables)
        {
            if (DriverOf(context, variable) is { } driver)
                await driver.DeleteAsync(variable.Id, new(context, variable, context.CancellationToken));
        }
    }

    private static async Task LoadAsync(ActivityExecutionContext context, Variable variable)
    {
        var block = context.Register.Declare((MemoryBlockReference)variable);
        if (DriverOf(context, variable) is not { } driver)
            return;

        var stored = await driver.ReadAsync(variable.Id, new(context, variable, context.CancellationToken));
        if (stored == null)
            return;

        if (stored is JsonElement element && variable.GetVariableType() == typeof(object))
            stored = PlainJson.ToValue(element);

        // What no longer fits the variable's type is kept as it is, unless the host wants it strict.
        block.Value = !variable.TryParseValue(stored, out var value) && !ObjectConverter.StrictMode ? stored : value;
        block.Metadata = new VariableBlockMetadata(variable, variable.StorageDriverType, true);
    }

    private static async Task SaveAsync(ActivityExecutionContext context, Variable variable)
    {
        if (DriverOf(context, variable) is not { } driver || !context.Register.TryGetBlock(variable.Id, out var block))
            return;

        var storage = new StorageDriverContext(context, variable, context.CancellationToken);
        if (block.Value == null)
            await driver.DeleteAsync(variable.Id, storage);
        else
            await driver.WriteAsync(variable.Id, block.Value, storage);
    }

    private static IStorageDriver? DriverOf(ActivityExecutionContext context, Variable variable)
    {
        if (variable.StorageDriverType is not { } driverType)
            return null;

        foreach (var driver in context.WorkflowExecutionContext.StorageDrivers)
        {
            if (driver.GetType() == driverType)
                return driver;
        }

        throw new InvalidOperationException(
            $"Expected storage driver '{driverType.Name}' of variable '{variable.Name}' to be registered, but it is not. Add it with AddStorageDriver.");
    }
}
