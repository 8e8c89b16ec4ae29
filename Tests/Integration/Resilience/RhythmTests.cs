using Elsa.ITR.Tests.Shared;
using Elsa.Scheduling.Quartz;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Elsa.ITR.Tests.Integration.Resilience;

public sealed class RhythmTests
{
    private int _runs;
    private readonly TaskCompletionSource _third = new();

    [Fact]
    public async Task Recurring_work_keeps_its_rhythm_while_the_product_s_clock_stands()
    {
        var standing = new ManualTime(ManualTime.Local("2026-11-23 02:00"));
        var services = new ServiceCollection().AddLogging();
        services.AddQuartzJobs();
        services.AddRecurringJob(new RecurringJob("count", CountAsync) { Every = TimeSpan.FromMilliseconds(50) });
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(standing)); // as the host does it: the product's clock comes last
        await using var provider = services.BuildServiceProvider();
        var jobs = provider.GetRequiredService<QuartzRecurringJobs>();

        await jobs.StartAsync(TestContext.Current.CancellationToken);
        await _third.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await jobs.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_rhythm_does_not_replace_the_product_s_clock()
    {
        var standing = new ManualTime(ManualTime.Local("2026-11-23 02:00"));
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(standing);
        services.AddQuartzJobs();
        using var provider = services.BuildServiceProvider();

        Assert.Same(standing, provider.GetRequiredService<TimeProvider>());
    }

    private Task CountAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _runs) == 3)
            _third.TrySetResult();
        return Task.CompletedTask;
    }
}
