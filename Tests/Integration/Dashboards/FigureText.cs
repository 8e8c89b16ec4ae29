using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Features.Dashboards;
using Elsa.ITR.Web.Features.Scoring;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Dashboards;

/// <summary>All figures of a database in words, to hold one database product against another.</summary>
public static class FigureText
{
    private static readonly DashboardFilter Year = new() { PeriodText = "12m" };

    public static async Task<IReadOnlyList<string>> OfAsync(DatabaseProvider provider, string connectionString)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new ManualTime(ManualTime.Local("2026-11-23 09:00")));
        services.AddItrData(provider, connectionString);
        services.AddElsaRuntime();
        services.AddSlices();
        services.AddScoped<ClockViews>().AddScoped<PromiseClocks>().AddScoped<FoundClocks>().AddScoped<FoundCases>();
        await using var built = services.BuildServiceProvider();
        await using var scope = built.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        return [.. await PromisesAsync(scope.ServiceProvider), .. await FiguresAsync(scope.ServiceProvider), .. await ScoresAsync(scope.ServiceProvider)];
    }

    private static async Task<IEnumerable<string>> PromisesAsync(IServiceProvider services)
    {
        var board = await services.GetRequiredService<GetPromises.Handler>().HandleAsync(Year, TestContext.Current.CancellationToken);
        return
        [
            .. board.Open.Select(line => $"open {line.Level} {string.Join(' ', line.Counts.OrderBy(x => x.Key, StringComparer.Ordinal))}"),
            .. board.Ahead.Select(day => $"due {day}"),
            .. board.Kept.Select(line => $"kept {line}"),
            .. board.Means.Select(mean => $"mean {mean.Level} {mean.Cases} {Seconds(mean.Value)} {Seconds(mean.WithPauses)}"),
            .. board.Months.Select(month => $"month {month.Period.Text} {month.Received} {month.Closed} {month.OpenAtEnd} {string.Join(' ', month.InTime.OrderBy(x => x.Key))}"),
            .. board.Ages.Select(age => $"age {age}"),
            .. board.Causes.Select(cause => $"cause {cause}"),
            .. board.Breaches.Select(row => $"over {row.RecordNo} {row.Clock.ClockId}"),
        ];
    }

    private static async Task<IEnumerable<string>> FiguresAsync(IServiceProvider services)
    {
        var quality = await services.GetRequiredService<GetQuality.Handler>().HandleAsync(Year, TestContext.Current.CancellationToken);
        var work = await services.GetRequiredService<GetWork.Handler>().HandleAsync(Year, TestContext.Current.CancellationToken);
        var rates = await services.GetRequiredService<GetClockRates.Handler>().HandleAsync(Year, TestContext.Current.CancellationToken);
        return [.. quality.Concat(work.Figures).Select(figure => $"{figure.Code} {figure.Key} {figure.Value} {figure.Share}"), .. work.Campaigns.Select(line => line.ToString()), .. rates.Lines.Select(line => line.ToString())];
    }

    private static async Task<IEnumerable<string>> ScoresAsync(IServiceProvider services)
    {
        var card = await services.GetRequiredService<GetScorecard.Handler>().HandleAsync(new ScoreFilter("CON-2025-002", "2026-Q3"), TestContext.Current.CancellationToken);
        return [.. card!.Quarters.Select(line => $"{line.Quarter.Text} {line.Score?.Total:0.0} {line.Score?.Forecast:0.0}"), .. card.Months.Select(line => $"{line.Month.Text} {line.Received} {line.InTime} {line.Penalties} {line.Points:0.0} {line.SummaryNo} {line.IsOnTime}")];
    }

    private static string? Seconds(TimeSpan? span) => span is { } known ? Math.Round(known.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null;
}
