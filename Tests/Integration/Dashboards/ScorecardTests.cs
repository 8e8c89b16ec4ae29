using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Tests.Integration.Exports;
using Elsa.ITR.Tests.Integration.Seeding;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Web.Features.Scoring;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Dashboards;

/// <summary>The quarterly scorecard of the demonstration data against a count by hand, its months, its file, and who may read it.</summary>
[Collection(nameof(DemoTemplate))]
public sealed class ScorecardTests(DemoTemplate demo)
{
    // sla.md §11, written out here on purpose.
    private static readonly Dictionary<string, decimal> Weights = new()
    {
        ["CAT-L1"] = 20,
        ["CAT-L2"] = 15,
        ["CAT-L34"] = 10,
        ["CAT-DIFF"] = 5,
        ["CAT-INSP"] = 10,
        ["CAT-HW"] = 5,
        ["CAT-CONS"] = 5,
        ["CAT-OTHER"] = 5,
        ["CAT-SW"] = 10,
        ["CAT-DOC"] = 5,
        ["CAT-EXCH"] = 5,
        ["CAT-MEET"] = 5,
    };

    [Fact]
    public async Task Every_quarter_is_worth_what_its_penalties_left()
    {
        var host = demo.Site;
        var year = await PastYear.ReadAsync(demo.PathOf("template"));
        var contract = await DatabaseDump.ReadAsync(demo.PathOf("template"), db => db.Set<ServiceContract>().AsNoTracking().SingleAsync(x => x.No == "CON-2025-002"));

        var card = await CardAsync(host, new ScoreFilter("CON-2025-002", "2026-Q3"));

        Assert.Equal(5, card.Quarters.Count);
        Assert.Equal(["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"], card.Quarters.Select(line => line.Quarter.Text));
        Assert.Null(card.Quarters[0].Score); // before the contract's time
        foreach (var line in card.Quarters.Skip(1))
        {
            var own = year.Penalties.Where(x => x.ContractId == contract.Id && x.ProposedAt >= line.Quarter.From && x.ProposedAt < line.Quarter.To).ToList();
            Assert.Equal((ByHand(own, PenaltyState.Confirmed), ByHand(own, PenaltyState.Confirmed, PenaltyState.Proposed, PenaltyState.Disputed)), (line.Score!.Total, line.Score.Forecast));
        }

        Assert.Contains(card.Quarters.Skip(1), line => line.Score!.Total < 100);
        Assert.Equal(card.Quarters[^1].Score, card.Score, (a, b) => (a!.Total, a.Forecast) == (b!.Total, b.Forecast));
    }

    [Fact]
    public async Task The_months_of_a_quarter_say_what_their_cases_say()
    {
        var host = demo.Site;
        var year = await PastYear.ReadAsync(demo.PathOf("template"));

        var card = await CardAsync(host, new ScoreFilter("CON-2025-002", "2026-Q2"));

        Assert.Equal(["2026-04", "2026-05", "2026-06"], card.Months.Select(line => line.Month.Text));
        foreach (var line in card.Months)
        {
            var received = year.Cases.Count(x => x.ContractNo == "CON-2025-002" && x.ReceivedAt >= line.Month.From && x.ReceivedAt < line.Month.To);
            var ended = year.CompletedIn(line.Month.From, line.Month.To).Where(x => x.ContractNo == "CON-2025-002" && year.InTime(x) is not null).ToList();
            Assert.Equal((received, ended.Count(x => year.InTime(x) == true), ended.Count), (line.Received, line.InTime.Part, line.InTime.All));
        }
    }

    [Fact]
    public async Task The_page_says_the_forecast_and_its_file_has_categories_penalties_and_months()
    {
        var host = demo.Site;
        using var manager = await host.SignInAsync("contract1");
        var card = await CardAsync(host, new ScoreFilter());

        var page = await manager.GetStringAsync("/scorecard");
        var form = await PageForm.ReadAsync(manager, "/export/scorecard", "dlg form");
        using var answer = await form.PostAsync("/export/scorecard", ("reason", "季度例会"));
        var workbook = Workbook.Read(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        Assert.Equal("CON-2026-001", card.Contract.No);
        Assert.Contains($"2026 年第四季度预测 {card.Score.Forecast:0.#} 分", page, StringComparison.Ordinal);
        Assert.Equal(["CON-2026-001 2026-Q4", "扣分记录", "月度报告", "说明"], workbook.Names);
        Assert.Equal(Weights.Count + 2, workbook.List.Rows.Count); // violations and the total
        Assert.Equal(card.Score.Total, decimal.Parse(workbook.List.Rows[^1].Text(4), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory] // roles-and-permissions §2, ui.md §2
    [InlineData("office1", 200)]
    [InlineData("contract1", 200)]
    [InlineData("institute1", 200)]
    [InlineData("province1", 200)]
    [InlineData("custgz", 403)]
    [InlineData("paeng", 403)]
    [InlineData("spare1", 403)]
    public async Task Who_may_read_it(string who, int status)
    {
        var host = demo.Site;
        using var person = await host.SignInAsync(who);

        using var page = await person.GetAsync("/scorecard", TestContext.Current.CancellationToken);
        using var other = await person.GetAsync("/scorecard?contract=CON-1999-001", TestContext.Current.CancellationToken);
        using var odd = await person.GetAsync("/scorecard?quarter=2026-Q9", TestContext.Current.CancellationToken);

        Assert.Equal((status, status == 200 ? 404 : 403, status), ((int)page.StatusCode, (int)other.StatusCode, (int)odd.StatusCode));
        Assert.Equal(status == 200, (await (await person.GetAsync("/notifications", TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("href=\"/scorecard\"", StringComparison.Ordinal));
    }

    private static decimal ByHand(IReadOnlyList<Penalty> penalties, params PenaltyState[] states)
    {
        var counted = penalties.Where(x => states.Contains(x.State)).ToList();
        var categories = Weights.Sum(weight => Math.Max(0, weight.Value - counted.Where(x => x.Category == weight.Key && x.Points > 0).Sum(x => x.Points)));
        var bonus = Math.Min(3, -counted.Where(x => x.Points < 0).Sum(x => x.Points));
        return Math.Clamp(categories - counted.Where(x => x.Category == "CAT-VIOL").Sum(x => x.Points) + bonus, 0, 100);
    }

    private static async Task<GetScorecard.Card> CardAsync(ItrHost host, ScoreFilter filter) =>
        (await host.CallAsync<GetScorecard.Handler, GetScorecard.Card?>(handler => handler.HandleAsync(filter, TestContext.Current.CancellationToken)))!;
}
