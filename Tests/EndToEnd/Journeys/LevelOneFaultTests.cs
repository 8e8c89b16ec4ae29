using System.Text.RegularExpressions;
using Elsa.ITR.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Journeys;

/// <summary>A level 1 fault from the customer's report to closure, through the hands of everybody who has a part in it.</summary>
public sealed partial class LevelOneFaultTests(Browser browser) : IClassFixture<Browser>
{
    private const string NetworkElement = "NE-GZ-0001";

    [Fact]
    public async Task Goes_from_report_to_closure_through_the_inboxes()
    {
        await using var host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), ManualTime.Local("2026-11-23 02:05"));

        var customer = await SignInAsync(host, "custgz");
        var no = await ReportAsync(customer.Page);
        await ShootAsync(customer, "customer-case");

        var intake = await SignInAsync(host, "intake1");
        await intake.OpenAsync("case-classify", no);
        await ShootAsync(intake, "intake-classify");
        await intake.CompleteAsync("case-classify", no, "Classified", ("faultCategory", "Business"), ("faultCode", "BIZ_INTERRUPTED"));

        host.SetTime(ManualTime.Local("2026-11-23 02:10"));
        var engineer = await SignInAsync(host, "t1gz");
        await engineer.CompleteAsync("fault-accept", no, "Accepted", ("acceptedAtProposed", "2026-11-23T02:10"), ("firstAssessment", "XCS 板失效，业务全阻"));

        var institute = await SignInAsync(host, "institute1", language: "en");
        await institute.OpenAsync("fault-confirm-accept", no);
        await ShootAsync(institute, "institute-confirm-en");
        await institute.CompleteAsync("fault-confirm-accept", no, "Confirmed", ("kind", "Task"));

        var duty = await SignInAsync(host, "duty1");
        await duty.CompleteAsync(
            "min-write", no, "Submitted",
            ("impact", "24 条业务中断"), ("progress", "正在定位"), ("nextUpdateAt", "2026-11-23T03:10"), ("textZh", "首次通报，下次更新 03:10"));

        host.SetTime(ManualTime.Local("2026-11-23 02:30"));
        await engineer.CompleteAsync("fault-l1-mode", no, "RemoteEnough", ("alarms", "R_LOS 12 条"), ("diagnosis", "主用 XCS 故障，可倒换"));
        await engineer.CompleteAsync(
            "remote-request", no, "Requested",
            ("purpose", "倒换至备用 XCS"), ("operations.0.operation", "强制倒换"), ("slotStart", "2026-11-23T02:30"), ("slotEnd", "2026-11-23T06:30"), ("account", "vendor1"));
        await customer.CompleteAsync("remote-authorise", no, "Authorise", ("supervisor", "朱敏"));
        await customer.CompleteAsync("remote-open", no, "Opened", ("openedAt", "2026-11-23T02:30"));
        await engineer.OpenAsync("remote-work", no);
        await ShootAsync(engineer, "engineer-remote");
        await engineer.Page.GotoAsync($"/cases/{no}");
        await ShootAsync(engineer, "engineer-case");
        host.SetTime(ManualTime.Local("2026-11-23 04:50"));
        await engineer.CompleteAsync(
            "remote-work", no, "Done",
            ("operations.0.operation", "强制倒换"), ("operations.0.at", "2026-11-23T04:45"), ("result", "倒换到备用 XCS，24 条业务恢复"), ("serviceRestored", "true"), ("restoredAt", "2026-11-23T04:45"));
        await customer.CompleteAsync("remote-close", no, "Confirmed", ("closedAt", "2026-11-23T04:50"), ("passwordChanged", "true"), ("serviceOk", "true"));
        await engineer.CompleteAsync(
            "fault-propose-complete", no, "Proposed",
            ("restoredAt", "2026-11-23T04:45"), ("completedAtProposed", "2026-11-23T04:50"), ("actions", "倒换、核对全部业务"));

        await institute.Page.GotoAsync($"/cases/{no}");
        await ShootAsync(institute, "institute-case-en");
        await institute.CompleteAsync(
            "fault-check-complete", no, "Confirmed", ("restoredAt", "2026-11-23T04:45"), ("completedAt", "2026-11-23T04:50"), ("serviceChecked", "*"));
        await engineer.CompleteAsync("fault-solution-type", no, "Permanent", ("rootCauseCode", "Hardware"));

        await engineer.CompleteAsync(
            "doc-fault-handling-form", no, "Submit",
            ("faultNo", no), ("site", "广州 白云机房"), ("device", NetworkElement), ("acceptedAt", "2026-11-23T02:10"), ("restoredAt", "2026-11-23T04:45"),
            ("completedAt", "2026-11-23T04:50"), ("phenomenon", "10G 业务全阻"), ("process", "倒换后恢复"), ("cause", "XCS 板失效"), ("measures", "更换单板"), ("engineers", "李俊杰"));
        await customer.CompleteAsync("doc-sign", no, "Accept", ("documentAcceptedAt", "2026-11-23T04:50"));
        await institute.CompleteAsync("doc-sign", no, "Accept", ("documentAcceptedAt", "2026-11-23T04:50"));

        var callback = await SignInAsync(host, "callback1");
        await callback.CompleteAsync("case-callback", no, "Satisfied", ("contact", "朱敏"), ("answeredQuestions", "*"));
        await customer.CompleteAsync("case-survey", no, "Answered", ("response", "5"), ("skill", "5"), ("attitude", "5"), ("result", "5"), ("overall", "5"));
        var lead = await SignInAsync(host, await HolderAsync(host, no, "case-knowledge"));
        await lead.CompleteAsync("case-knowledge", no, "None", ("reason", "已有案例"));

        await engineer.Page.GotoAsync($"/cases/{no}");
        await Assertions.Expect(engineer.Page.GetByTestId("case-state")).ToHaveTextAsync("已关闭");
        await ShootAsync(engineer, "engineer-case-closed");
        await institute.Page.GotoAsync($"/cases/{no}");
        await Assertions.Expect(institute.Page.GetByTestId("case-state")).ToHaveTextAsync("Closed");
    }

    private Task<Person> SignInAsync(HostProcess host, string userName, string language = "zh-CN") => Person.SignInAsync(browser, host.Address, userName, language);

    private static Task ShootAsync(Person person, string name) => Browser.ShootAsync(person.Page, $"level-one-{name}");

    /// <summary>The customer picks his element by its serial number, sees cover and promise, and reports the interruption with a picture.</summary>
    private static async Task<string> ReportAsync(IPage page)
    {
        await page.GotoAsync($"/portal/equipment?q={NetworkElement}");
        await page.GetByTestId("element-row").GetByRole(AriaRole.Link, new() { Name = "报修" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("element")).ToContainTextAsync(NetworkElement);
        await page.GetByText("业务中断", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("promise")).ToContainTextAsync("3 小时内");
        await page.FillAsync("#affectedServices", "广深干线 10G");
        await page.FillAsync("#description", "02:00 起全部 10G 业务中断，网管告警 R_LOS。");
        await page.FillAsync("#occurredAt", "2026-11-23T02:00");
        await page.SetInputFilesAsync("#files", new FilePayload { Name = "告警.png", MimeType = "image/png", Buffer = [0x89, 0x50, 0x4e, 0x47] });
        await Browser.ShootAsync(page, "level-one-customer-report");
        await page.GetByTestId("report-submit").ClickAsync();
        await page.WaitForURLAsync(CaseUrl());
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "告警.png" })).ToHaveCountAsync(1);
        return CaseUrl().Match(page.Url).Groups[1].Value;
    }

    /// <summary>Time has raised the fault to higher tiers meanwhile; the database says whose the case is now.</summary>
    private static async Task<string> HolderAsync(HostProcess host, string no, string taskType)
    {
        await using var connection = new SqliteConnection($"Data Source={host.Database};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT u.user_name FROM work_items w JOIN users u ON u.id = w.assignee_id WHERE w.record_no = $no AND w.task_type = $type";
        command.Parameters.AddWithValue("$no", no);
        command.Parameters.AddWithValue("$type", taskType);
        return (string)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException($"Expected somebody to hold {taskType} of {no}."));
    }

    [GeneratedRegex(@"/cases/(CASE-\d{8}-\d{4,})")]
    private static partial Regex CaseUrl();
}
