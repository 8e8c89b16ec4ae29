using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime.Commands;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>
/// Does a repair as it would be done, in a transaction that is thrown away, and tells what it changed: a preview cannot differ from the
/// real thing. What follows after a commit (children, messages) is seen as rows of the outbox.
/// </summary>
public sealed class Rehearsal(CommandExecutor executor, CurrentActor me)
{
    private readonly Actor _actor = me.Value;

    /// <returns>Null when there is no such instance.</returns>
    /// <exception cref="Domain.Shared.RuleViolationException">As the repair itself.</exception>
    public async Task<Effects?> RunAsync(Repair repair, CancellationToken cancellationToken)
    {
        try
        {
            await executor.RunAsync(
                (services, token) => RehearseAsync(services, repair, token),
                new CommandOptions
                {
                    Principal = _actor.PersonId?.ToString() ?? _actor.UserName,
                    Route = "instances/rehearse",
                    Locks = [$"instance:{repair.InstanceId}"],
                    Prepare = services => services.GetRequiredService<CurrentActor>().Become(_actor),
                },
                cancellationToken);
            return null;
        }
        catch (RehearsedException rehearsed)
        {
            return rehearsed.Effects;
        }
    }

    private static async Task RehearseAsync(IServiceProvider services, Repair repair, CancellationToken cancellationToken)
    {
        if (!await services.GetRequiredService<IWorkflowInstanceStore>().ExistsAsync(repair.InstanceId, cancellationToken))
            return;

        services.GetRequiredService<BurstLines>().AreKept = true;
        var reader = services.GetRequiredService<EffectReader>();
        var before = await reader.VariablesAsync(repair.InstanceId, cancellationToken);
        await services.GetRequiredService<ICommandHandler<Repair, RepairInstance.Result?>>().HandleAsync(repair, cancellationToken);
        throw new RehearsedException(await reader.ReadAsync(repair.InstanceId, before, cancellationToken));
    }

    // The one way out of a command without its commit.
    private sealed class RehearsedException(Effects effects) : Exception
    {
        public Effects Effects => effects;
    }
}
