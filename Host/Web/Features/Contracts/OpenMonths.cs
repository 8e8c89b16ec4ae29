using Elsa.ITR.Data;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Web.Features.Contracts;

/// <summary>Opens each month for every contract, at the begin of working time on its first day (business time) or as soon as the product runs again.</summary>
public sealed partial class OpenMonths(IServiceScopeFactory scopes, CommandExecutor executor, TimeProvider time, IOptions<RuntimeOptions> options, ILogger<OpenMonths> logger)
{
    /// <summary>Looks what is left to open, so that nothing hangs on one moment; a second node finds it done.</summary>
    public static RecurringJob Job { get; } = new("months", (services, token) => services.GetRequiredService<OpenMonths>().RunOnceAsync(token))
    {
        Every = TimeSpan.FromMinutes(1),
        OncePerCluster = true,
    };

    /// <returns>How many summaries are to be written.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        var (month, contracts) = await FindAsync(cancellationToken);
        var opened = 0;
        foreach (var (id, no) in contracts)
        {
            try
            {
                opened += await executor.RunAsync(
                    (services, token) => OpenAsync(services, id, month, token), CommandOptions.ForSystem("contracts/open-months", options.Value.PrepareBackground), cancellationToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error, no, month); // the others have their month; this one is tried again at the next run
            }
        }

        return opened;
    }

    private async Task<(DateOnly Month, List<(Guid Id, string No)> Contracts)> FindAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        options.Value.PrepareBackground?.Invoke(scope.ServiceProvider);
        var opensAt = (await scope.ServiceProvider.GetRequiredService<IPolicies>().CurrentAsync(cancellationToken)).WorkingCalendar.DayStart;
        var today = time.GetUtcNow().LocalDate();
        var first = new DateOnly(today.Year, today.Month, 1);
        var month = time.GetUtcNow() < first.At(opensAt) ? first.AddMonths(-1) : first;
        var left = await scope.ServiceProvider.GetRequiredService<ItrDbContext>().Set<ServiceContract>()
            .Where(x => x.State != ContractState.Draft && (x.MonthOpened == null || x.MonthOpened < month))
            .OrderBy(x => x.No).Select(x => new { x.Id, x.No }).ToListAsync(cancellationToken);
        return (month, left.ConvertAll(x => (x.Id, x.No)));
    }

    private static async Task<int> OpenAsync(IServiceProvider services, Guid contractId, DateOnly month, CancellationToken cancellationToken) =>
        await services.GetRequiredService<IContracts>().FindAsync(contractId, cancellationToken) is { } contract
            ? await services.GetRequiredService<MonthDesk>().OpenAsync(contract, month, cancellationToken)
            : 0;

    [LoggerMessage(331, LogLevel.Error, "The month {Month} of contract {ContractNo} could not be opened; it is tried again.")]
    private partial void LogFailed(Exception error, string contractNo, DateOnly month);
}
