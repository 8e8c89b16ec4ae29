using System.Runtime.CompilerServices;
using Elsa.Expressions.Helpers;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>Recorded inputs and outputs, and the mark of a loop that ends.</summary>
public static class ActivityContextValues
{
    private const string IsBreakingKey = "IsBreaking";

    /// <summary>Evaluated inputs by name.</summary>
    public static IDictionary<string, object?> GetInputs(this ActivityExecutionContext context) =>
        new Dictionary<string, object?>(context.ActivityState);

    /// <summary>Outputs by name: what was put out in this burst, else what a bound output holds; nulls are left out.</summary>
    public static IDictionary<string, object> GetOutputs(this ActivityExecutionContext context)
    {
        var outputs = new Dictionary<string, object>();
        var register = context.WorkflowExecutionContext.GetActivityOutputRegister();
        foreach (var descriptor in context.ActivityDescriptor.Outputs)
        {
            if (!register.TryGet(context.Id, descriptor.Name, out var value) && descriptor.ValueGetter(context.Activity) is Output output)
                value = context.Get(output);
            if (value != null)
                outputs[descriptor.Name] = value;
        }

        return outputs;
    }

    /// <summary>Whether a <c>Break</c> has reached this loop or sequence.</summary>
    public static bool GetIsBreaking(this ActivityExecutionContext context) => context.GetProperty<bool>(IsBreakingKey);

    /// <summary>A <c>Break</c> has reached this loop or sequence.</summary>
    public static void SetIsBreaking(this ActivityExecutionContext context) => context.SetProperty(IsBreakingKey, true);

    /// <summary>Items of an input that holds a list, an asynchronous list, or nothing of the kind (then there are none).</summary>
    public static IAsyncEnumerable<T> GetItemSource<T>(this ActivityExecutionContext context, Input<object> input) => context.Get(input) switch
    {
        IAsyncEnumerable<T> items => items,
        IEnumerable<T> items => Stream(items),
        string => Stream<T>([]),
        System.Collections.IEnumerable items => Stream(items.Cast<object?>().Select(item => item.ConvertTo<T>()!)),
        _ => Stream<T>([]),
    };

    private static async IAsyncEnumerable<T> Stream<T>(IEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }

        await Task.CompletedTask;
    }
}
