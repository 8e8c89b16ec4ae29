using System.Net;
using Elsa.ITR.Web.Features.Operations.Stalls;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Operations;

/// <summary>Why is it stuck: every cause in the catalogue is named for what it is, on the page of operations, of the instance and of the case.</summary>
public sealed class StallCatalogueTests(StallSeeds seeds) : IClassFixture<StallSeeds>
{
    [Fact]
    public async Task Every_cause_is_seeded_and_named()
    {
        Assert.Equal(Enum.GetValues<StallCause>().Order(), seeds.Instances.Keys.Order());

        var found = await seeds.Host.CallAsync<InstanceStalls, ILookup<string, Stall>>(stalls => stalls.OfAsync([.. seeds.Instances.Values], TestContext.Current.CancellationToken));

        Assert.Equal(
            seeds.Instances.Select(x => (x.Key, x.Key.ToString())).OrderBy(x => x.Key),
            seeds.Instances.Select(x => (x.Key, string.Join(" + ", found[x.Value].Select(stall => stall.Cause)))).OrderBy(x => x.Key));
    }

    [Fact]
    public async Task The_scan_notes_what_stands_still_and_the_page_says_why_whose_it_is_and_what_to_do()
    {
        await seeds.Host.Services.GetRequiredService<StallScan>().RunOnceAsync(TestContext.Current.CancellationToken);

        var noted = await seeds.Host.ReadAsync(db => db.Set<WorkflowInstance>().Where(x => x.StallReason != null).ToDictionaryAsync(x => x.Id, x => x.StallReason!));
        foreach (var (cause, id) in seeds.Instances.Where(x => !StallCauses.IsFault(x.Key) && x.Key != StallCause.ChildStuck))
            Assert.StartsWith(cause.ToString(), noted.GetValueOrDefault(id, $"nothing, though it is {cause}"), StringComparison.Ordinal);

        using var admin = await seeds.Host.SignInAsync("admin1");
        foreach (var (cause, id) in seeds.Instances)
            Assert.Contains($"data-cause=\"{cause}\"", await admin.GetStringAsync($"/operations/instances/{id}", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var listed = "";
        for (var next = "/operations/instances?view=stuck"; next is not null;)
        {
            var page = await admin.GetStringAsync(next, TestContext.Current.CancellationToken);
            listed += page;
            var link = System.Text.RegularExpressions.Regex.Match(page, """class="btn sm" href="(/operations/instances\?[^"]*after=[^"]*)""");
            next = link.Success ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;
        }

        Assert.All(seeds.Instances.Keys.Where(x => x != StallCause.ChildStuck), cause => Assert.Contains($"data-cause=\"{cause}\"", listed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_of_the_case_says_that_its_flow_stands_still()
    {
        await seeds.Host.Services.GetRequiredService<StallScan>().RunOnceAsync(TestContext.Current.CancellationToken);
        using var admin = await seeds.Host.SignInAsync("admin1");

        var page = await admin.GetStringAsync($"/cases/{seeds.CaseNo}", TestContext.Current.CancellationToken);

        Assert.Contains("data-testid=\"stuck\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_instance_costs_as_many_queries_as_thirty()
    {
        var few = await QueriesAsync([.. seeds.Instances.Values.Take(1)]);
        var many = await QueriesAsync([.. seeds.Instances.Values]);

        Assert.True(many <= 24, $"{many} queries"); // one per table looked at; not one per instance
        Assert.True(few <= many);
    }

    private async Task<int> QueriesAsync(IReadOnlyCollection<string> ids)
    {
        var units = await seeds.Log.DuringAsync(() => seeds.Host.CallAsync<StallFactReader, IReadOnlyList<StallFacts>>(reader => reader.ReadAsync(ids, TestContext.Current.CancellationToken)));
        return units.Sum(x => x.Statements.Count);
    }
}
