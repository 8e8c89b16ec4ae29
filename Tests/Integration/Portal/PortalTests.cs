using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Portal;

/// <summary>A customer sees cover and promise before he reports, and the same promise afterwards.</summary>
public sealed partial class PortalTests(PortalTests.Site site) : IClassFixture<PortalTests.Site>
{
    public sealed class Site : IAsyncLifetime
    {
        public ItrHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await ItrHost.StartAsync("2026-11-23 02:05");

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    private const string Element = "NE-GZ-0001";

    [Fact]
    public async Task The_promise_shown_before_sending_is_the_one_that_the_case_gets()
    {
        var host = site.Host;
        var crew = ApiCrew.Of(host);
        var customer = (await crew.AsAsync("custgz")).Http;
        var promised = await customer.GetFromJsonAsync<JsonElement>($"/api/promise?equipment={Element}&kind=Interrupted");

        var no = await ReportAsync(customer, ("kind", "Interrupted"), ("affectedServices", "广深干线"), ("description", "02:00 起全部业务中断"));
        await crew.DoAsync("intake1", no, "case-classify", "Classified", ("faultCategory", "Business"), ("faultCode", "BIZ_INTERRUPTED"));
        await crew.DoAsync("t1gz", no, "fault-accept", "Accepted", ("acceptedAtProposed", "2026-11-23T02:05"), ("firstAssessment", "XCS"));
        await crew.DoAsync("institute1", no, "fault-confirm-accept", "Confirmed");

        var clock = await host.ReadAsync(db => db.Set<SlaClock>().SingleAsync(x => x.ClockId == "GD-L1-RESTORE-REMOTE" && x.RecordNo == no));
        Assert.Equal(1, promised.GetProperty("level").GetInt32());
        Assert.Equal("CON-2026-001", promised.GetProperty("contractNo").GetString());
        var first = promised.GetProperty("promises")[0].GetProperty("within").GetString()!;
        Assert.Equal((clock.DueAt - clock.StartedAt).TotalHours, double.Parse(Number().Match(first).Value, System.Globalization.CultureInfo.InvariantCulture));
        var page = await customer.GetStringAsync($"/cases/{no}");
        Assert.Contains("<li class=\"cur\" aria-current=\"step\"><b>3</b>处理中", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_stays_and_every_mistake_is_named()
    {
        var host = site.Host;
        var customer = (await ApiCrew.Of(host).AsAsync("custgz")).Http;
        var before = await host.ReadAsync(db => db.Set<Case>().CountAsync());

        using var nothing = await SendAsync(customer, ("equipment", ""));
        using var half = await SendAsync(customer, ("equipment", Element), ("kind", "Affected"), ("description", "误码越限 <b>"));
        var page = await half.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (nothing.StatusCode, half.StatusCode));
        Assert.Contains("请选择影响程度。", await nothing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("误码越限 &lt;b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", page[page.IndexOf("id=\"faultCode\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(before, await host.ReadAsync(db => db.Set<Case>().CountAsync()));
    }

    [Fact]
    public async Task What_one_types_is_there_again_for_him_alone_until_it_is_sent_or_thrown_away()
    {
        var customer = (await ApiCrew.Of(site.Host).AsAsync("custzj")).Http;
        var page = await PageForm.ReadAsync(customer, "/portal/new", "action=\"/portal/new\"");

        using var kept = await page.PostAsync("/portal/new/draft", ("equipment", "SN-HALF"), ("kind", "Alarm"), ("description", "半句话"));
        var again = await customer.GetStringAsync("/portal/new");
        var others = await (await ApiCrew.Of(site.Host).AsAsync("custgz")).Http.GetStringAsync("/portal/new");
        using var gone = await page.PostAsync("/portal/new/draft/discard");
        var fresh = await customer.GetStringAsync("/portal/new");

        Assert.Contains("草稿已保存", await kept.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("半句话", again, StringComparison.Ordinal);
        Assert.Contains("SN-HALF", again, StringComparison.Ordinal);
        Assert.Contains("草稿已保存", again, StringComparison.Ordinal);
        Assert.DoesNotContain("半句话", others, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        Assert.DoesNotContain("半句话", fresh, StringComparison.Ordinal);

        using var typed = await page.PostAsync("/portal/new/draft", ("description", "又写了一句"));
        await ReportAsync(customer, ("equipment", "SN-UNKNOWN"), ("customer", "GDB-ZJ"), ("kind", "Alarm"), ("faultCode", "TEMP_FAN_LE30"), ("description", "一个风扇停转"));
        Assert.Equal(0, await site.Host.ReadAsync(db => db.Set<RequestDraft>().CountAsync()));
    }

    [Fact]
    public async Task A_question_needs_no_element_and_an_unknown_one_is_kept_as_text()
    {
        var host = site.Host;
        var customer = (await ApiCrew.Of(host).AsAsync("custgz")).Http;

        var question = await ReportAsync(customer, ("equipment", ""), ("customer", "GDB-GZ"), ("kind", "Other"), ("otherType", "Consultation"), ("description", "SL64 光功率预算怎么算？"));
        var alarm = await ReportAsync(customer, ("equipment", "SN-UNKNOWN"), ("customer", "GDB-GZ"), ("kind", "Alarm"), ("faultCode", "TEMP_FAN_LE30"), ("description", "一个风扇停转"));

        var cases = await host.ReadAsync(db => db.Set<Case>().ToDictionaryAsync(x => x.No));
        Assert.Equal((CaseType.Consultation, Channel.Portal), (cases[question].CaseType, cases[question].Channel));
        Assert.Equal((null, "SN-UNKNOWN", 4), (cases[alarm].EquipmentId, cases[alarm].EquipmentText, cases[alarm].Level));
    }

    [Fact]
    public async Task Another_customers_equipment_is_not_found()
    {
        var host = site.Host;
        var customer = (await ApiCrew.Of(host).AsAsync("custgz")).Http;

        using var promise = await customer.GetAsync("/api/promise?equipment=NE-ENT2-0001&kind=Interrupted");

        Assert.Equal(HttpStatusCode.NotFound, promise.StatusCode);
        Assert.Contains("没有找到 NE-ENT2-0001", await customer.GetStringAsync("/portal/new/promise?equipment=NE-ENT2-0001"), StringComparison.Ordinal);
        Assert.DoesNotContain("ENT2", await customer.GetStringAsync("/portal/equipment?q=NE-"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Interrupted", ManagementLevel.M2)]
    [InlineData("Alarm", ManagementLevel.M1)]
    public async Task The_customers_call_for_management_goes_where_the_flow_says_not_where_a_form_says(string kind, ManagementLevel expected)
    {
        var host = site.Host;
        var customer = (await ApiCrew.Of(host).AsAsync("custgz")).Http;
        var no = await ReportAsync(customer, ("kind", kind), ("faultCode", "TEMP_FAN_LE30"), ("affectedServices", "广深干线"), ("description", "请看现象"));

        var dialog = await PageForm.ReadAsync(customer, $"/cases/{no}/escalate", $"action=\"/cases/{no}/escalate\"");
        using var sent = await dialog.PostAsync($"/cases/{no}/escalate", ("level", "M4"), ("reason", "没有人回电"));

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(expected, await host.ReadAsync(db => db.Set<Escalation>().Where(x => x.RecordNo == no).Select(x => x.Level).SingleAsync()));
    }

    [Fact]
    public async Task Equipment_says_whether_it_is_covered_and_pages_by_code()
    {
        var host = site.Host;
        var institute = (await ApiCrew.Of(host).AsAsync("institute1")).Http;

        var first = await institute.GetFromJsonAsync<JsonElement>("/api/equipment");
        var codes = new List<string>();
        for (var page = first; ; page = await institute.GetFromJsonAsync<JsonElement>($"/api/equipment?after={page.GetProperty("next").GetString()}"))
        {
            codes.AddRange(page.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("code").GetString()!));
            if (!page.TryGetProperty("next", out var next) || next.ValueKind == JsonValueKind.Null)
                break;
        }

        Assert.Equal(codes.Distinct().OrderBy(x => x, StringComparer.Ordinal), codes);
        Assert.True(codes.Count > 50);
        var covered = (await institute.GetFromJsonAsync<JsonElement>($"/api/equipment?q={Element}")).GetProperty("items")[0];
        Assert.Equal(("Entitled", "CON-2026-001"), (covered.GetProperty("coverage").GetString(), covered.GetProperty("contractNo").GetString()));
    }

    private static async Task<string> ReportAsync(HttpClient customer, params (string Name, string Value)[] typed)
    {
        using var sent = await SendAsync(customer, typed);
        Assert.True(sent.StatusCode == HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        return sent.Headers.Location!.ToString().Split('/')[^1];
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient customer, params (string Name, string Value)[] typed)
    {
        var form = await PageForm.ReadAsync(customer, "/portal/new", "action=\"/portal/new\"");
        (string Name, string Value)[] usual = [("equipment", Element), ("occurredAt", "2026-11-23T02:00"), ("contactName", "朱敏"), ("contactPhone", "13800001234")];
        return await form.PostAsync("/portal/new", [.. usual.Where(field => !typed.Any(x => x.Name == field.Name)), .. typed]);
    }

    [GeneratedRegex(@"[\d.]+")]
    private static partial Regex Number();
}
