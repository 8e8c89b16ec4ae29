using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>New versions of policies and calendars, made as the pages make them.</summary>
internal static class PolicySteps
{
    /// <summary>Drafts the next version with some changes.</summary>
    public static async Task<EditPolicy.Result> DraftAsync(this FlowHost host, params PolicyEdit[] edits)
    {
        var newest = await host.ReadAsync(db => db.Set<PolicyVersion>().Where(x => x.Kind == PolicyVersion.SlaKind && x.State == PolicyState.Published).MaxAsync(x => x.Version));
        var made = (await host.RunAsync("owner1", services => services.GetRequiredService<DraftPolicy.Handler>().HandleAsync(new DraftPolicy.Command(newest), default)))!;
        var draft = new EditPolicy.Result(made.Version, made.ContentHash);
        foreach (var edit in edits)
            draft = (await host.RunAsync("owner1", services => services.GetRequiredService<EditPolicy.Handler>().HandleAsync(new EditPolicy.Command(draft.Version, draft.ContentHash, edit), default)))!;
        return draft;
    }

    /// <summary>Publishes a draft from a day on for the contracts named, all of them when none is.</summary>
    public static async Task<PublishPolicy.Result> PublishAsync(this FlowHost host, EditPolicy.Result draft, DateOnly? from = null, params string[] contracts)
    {
        var ids = await host.ReadAsync(db => db.Set<ServiceContract>().Where(x => contracts.Length == 0 ? x.State == ContractState.Effective : contracts.Contains(x.No)).Select(x => x.Id).ToListAsync());
        var done = (await host.RunAsync(
            "owner1", services => services.GetRequiredService<PublishPolicy.Handler>().HandleAsync(new PublishPolicy.Command(draft.Version, draft.ContentHash, from, "agreed with the province", ids), default)))!;
        await host.ForgetAsync();
        return done;
    }

    /// <summary>Preview and publication of holidays.</summary>
    public static async Task<(PublishCalendar.Preview Preview, PublishCalendar.Result Result)> PublishHolidaysAsync(this FlowHost host, int seen, CalendarYear year)
    {
        var preview = await host.RunAsync("admin1", services => services.GetRequiredService<PublishCalendar.Handler>().PreviewAsync(seen, year, default));
        var result = await host.RunAsync("admin1", services => services.GetRequiredService<PublishCalendar.Handler>().HandleAsync(new PublishCalendar.Command(seen, year, "notice of the State Council"), default));
        await host.ForgetAsync();
        return (preview, result);
    }

    /// <summary>The year in force with one more holiday.</summary>
    public static Task<CalendarYear> YearWithAsync(this FlowHost host, int year, DateOnly holiday) => host.RunAsync(null, async services =>
    {
        var rows = (await services.GetRequiredService<IPolicies>().CurrentAsync()).WorkingCalendar.Years.Single(x => x.Year == year);
        return rows with { Holidays = [.. rows.Holidays, new Holiday(new Bilingual("放假", "Day off"), holiday, holiday)] };
    });

    // The cache goes by the machine's time, which the tests do not move.
    private static Task<bool> ForgetAsync(this FlowHost host) => host.RunAsync(null, services =>
    {
        services.GetRequiredService<PolicyCache>().Forget();
        return Task.FromResult(true);
    });
}
