using System.Net;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Tests.Integration.Dashboards;
using Elsa.ITR.Tests.Integration.Seeding;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Web.Features.Exports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Exports;

/// <summary>Lists taken along over the real host: the same rows as the page, in the person's language, with a reason that the audit trail keeps.</summary>
[Collection(nameof(DemoTemplate))]
public sealed class ExportTests(DemoTemplate demo, ExportTests.Site site) : IClassFixture<ExportTests.Site>
{
    private const string Reason = "季度例会资料";

    [Fact]
    public async Task A_file_has_every_row_of_the_list_and_the_audit_trail_knows()
    {
        await using var host = Demo(pageSize: 7); // several pages
        using var manager = await host.SignInAsync("office1");
        var year = await PastYear.ReadAsync(demo.PathOf("template"));
        var meant = year.CompletedIn(ManualTime.Local("2026-01-01 00:00"), ManualTime.Local("2027-01-01 00:00")).Where(x => x.Level == 3 && year.InTime(x) is not null).ToList();

        var workbook = await TakeAsync(manager, "/export/cases?view=all&level=3&period=2026&on=completed&promise=missed");
        var whole = await TakeAsync(manager, "/export/cases?view=all&level=3&period=2026&on=completed&promise=met");

        Assert.Equal(meant.Where(x => year.InTime(x) == false).Select(x => x.No).Order(), workbook.List.Column("单号").Order());
        Assert.Equal(meant.Where(x => year.InTime(x) == true).Select(x => x.No).Order(), whole.List.Column("单号").Order());
        Assert.True(whole.List.Rows.Count > 14);
        var first = year.Cases.Single(x => x.No == workbook.List.Column("单号")[0]);
        Assert.Equal(first.ReceivedAt.ToOffset(TimeSpan.FromHours(8)).DateTime, workbook.List.Rows[0].Date(workbook.List.Headers.ToList().IndexOf("受理")), TimeSpan.FromMilliseconds(1));
        Assert.Equal("超时完成", workbook.List.Column("时限状态")[0]);
        Assert.Contains(Reason, workbook.About.Rows.Select(row => row.Text(1)));

        var entry = await host.ReadAsync(db => db.Set<AuditEntry>().AsNoTracking().Where(x => x.Action == "data.export").OrderBy(x => x.At).FirstAsync());
        Assert.Equal(("office1", "cases", Reason), (entry.ActorName, entry.RecordNo, entry.Reason));
        Assert.StartsWith($"{workbook.List.Rows.Count} rows ?view=all", entry.New, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("office1", "/export/clocks?clock=promises&state=breached")]
    [InlineData("office1", "/export/clocks?clock=OLA-CALLBACK&state=met&period=2026")]
    [InlineData("duty1", "/export/work-items?view=all")]
    [InlineData("quality1", "/export/records?kind=changes&all=true")]
    [InlineData("quality1", "/export/records?kind=campaigns")]
    [InlineData("quality1", "/export/campaign-items?campaign=BRC-20261102-0001")]
    [InlineData("admin1", "/export/instances?view=running")]
    [InlineData("admin1", "/export/instances?view=ended")]
    public async Task Every_list_can_be_taken_along_in_both_languages(string who, string url)
    {
        var host = site.Host;
        using var person = await host.SignInAsync(who);

        var chinese = await TakeAsync(person, url);
        person.DefaultRequestHeaders.Add("Cookie", ".AspNetCore.Culture=c%3Den%7Cuic%3Den");
        var english = await TakeAsync(person, url);

        Assert.NotEmpty(chinese.List.Rows);
        Assert.Equal(chinese.List.Rows.Count, english.List.Rows.Count);
        Assert.All(chinese.List.Column(chinese.List.Headers[0]), Assert.NotEmpty);
        Assert.Equal(chinese.List.Rows.Count, chinese.List.Column(chinese.List.Headers[0]).Zip(chinese.List.Column(chinese.List.Headers[1])).Zip(chinese.List.Rows.Select(row => string.Join('|', row.Texts))).Distinct().Count());
        Assert.All(english.List.Headers, header => Assert.DoesNotContain(header, letter => letter > 0x3000));
        Assert.NotEqual(chinese.List.Headers, english.List.Headers);
    }

    [Fact]
    public async Task A_list_that_is_too_long_says_so_and_how_to_make_it_shorter()
    {
        await using var host = Demo(pageSize: 20, mostRows: 10);
        using var manager = await host.SignInAsync("office1");

        var asked = await manager.GetStringAsync("/export/cases?view=all");
        var form = PageForm.Of(manager, asked, "dlg form");
        using var answer = await form.PostAsync("/export/cases?view=all", ("reason", Reason));

        Assert.Contains("一次最多导出 10 行", asked, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("一次最多导出 10 行", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.False(await host.ReadAsync(db => db.Set<AuditEntry>().AnyAsync(x => x.Action == "data.export")));
    }

    [Fact]
    public async Task Without_a_reason_or_the_form_nothing_leaves_the_house()
    {
        await using var host = Demo(pageSize: 20);
        using var manager = await host.SignInAsync("office1");
        var form = await PageForm.ReadAsync(manager, "/export/cases", "dlg form");

        using var silent = await form.PostAsync("/export/cases", ("reason", "  "));
        using var forged = await manager.PostAsync("/export/cases", new FormUrlEncodedContent([new("reason", Reason), new("key", "x")]), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Contains("请写明导出原因", await silent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.False(await host.ReadAsync(db => db.Set<AuditEntry>().AnyAsync(x => x.Action == "data.export")));
    }

    [Fact]
    public async Task Nobody_takes_along_more_than_he_may_see()
    {
        var host = site.Host;
        using var customer = await host.SignInAsync("custzj");
        var seen = await host.ReadAsync(async db =>
        {
            var orgs = await db.Set<Domain.Organisation.Organization>().Where(x => x.Code == "GDB-ZJ").Select(x => x.Id).ToListAsync();
            return await db.Set<Case>().Where(x => orgs.Contains(x.CustomerOrgId)).Select(x => x.No).ToListAsync();
        });

        var workbook = await TakeAsync(customer, "/export/cases?view=all");

        Assert.NotEmpty(seen);
        Assert.Superset(seen.ToHashSet(), workbook.List.Column("单号").ToHashSet());
        Assert.DoesNotContain(workbook.List.Column("时限"), name => name.Contains("内部", StringComparison.Ordinal));
        foreach (var url in (string[])["/export/clocks", "/export/instances"])
            Assert.Equal(HttpStatusCode.Forbidden, (await customer.GetAsync(url, TestContext.Current.CancellationToken)).StatusCode);
    }

    private ItrHost Demo(int pageSize, int mostRows = 50_000) => Start(demo, pageSize, mostRows);

    private static ItrHost Start(DemoTemplate demo, int pageSize, int mostRows) => ItrHost.OnCopyOf(
        demo.PathOf("template"), "2026-11-23 09:00", services => services.Configure<ExportOptions>(options => (options.PageSize, options.MostRows) = (pageSize, mostRows)));

    private static async Task<Workbook> TakeAsync(HttpClient person, string url)
    {
        var form = await PageForm.ReadAsync(person, url, "dlg form");
        using var answer = await form.PostAsync(url, ("reason", Reason));
        Assert.Equal((HttpStatusCode.OK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.EndsWith("-20261123-0900.xlsx", answer.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
        return Workbook.Read(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A host that reads a list in parts of twenty rows.</summary>
    public sealed class Site(DemoTemplate demo) : IAsyncDisposable
    {
        public ItrHost Host { get; } = Start(demo, pageSize: 20, mostRows: 50_000);

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
