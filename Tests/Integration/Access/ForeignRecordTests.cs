using System.Net.Http.Json;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Access;

/// <summary>What belongs to another customer or partner is not there, on every address that names a record (roles-and-permissions §3).</summary>
public sealed class ForeignRecordTests(AccessHost access) : IClassFixture<AccessHost>
{
    private static readonly IReadOnlyDictionary<string, RouteRule> Matrix = RouteMatrix.Read();

    private static readonly (string UserName, string[] Roles)[] Strangers =
    [
        ("ent1", [RoleCodes.CustomerUser]), // another customer
        ("custzj", [RoleCodes.CustomerUser]), // another branch of the same customer
        ("paeng", [RoleCodes.PartnerLead, RoleCodes.PartnerEngineer]), // a partner the case was not given to
    ];

    [Fact]
    public async Task Records_are_found_by_who_serves_them_and_not_by_others()
    {
        var keys = await RecordsAsync();
        var routes = RouteCall.Of(access.Host.Services.GetServices<EndpointDataSource>()).Where(x => Matrix[x.Name].RecordKind is not null).ToList();
        Assert.Equal(keys.Keys.Order(), routes.Select(x => Matrix[x.Name].RecordKind!).Distinct().Order());

        var wrong = new List<string>();
        foreach (var (userName, roles) in Strangers)
        {
            using var stranger = await access.Host.SignInAsync(userName);
            var form = await PageForm.ReadAsync(stranger, "/notifications", "action=\"/sign-out\"");
            foreach (var route in routes.Where(x => Matrix[x.Name].Roles.Overlaps(roles)))
            {
                using var body = route.Method == "GET" ? null : Body(route, form);
                if (await route.SendAsync(stranger, keys[Matrix[route.Name].RecordKind!], body) is var reception and not Reception.NotFound)
                    wrong.Add($"{userName} {route}: {reception}");
            }
        }

        using var duty = await access.Host.SignInAsync("duty1");
        foreach (var route in routes.Where(x => x.Method == "GET" && Matrix[x.Name].Roles.Contains(RoleCodes.DutyManager)))
        {
            if (await route.SendAsync(duty, keys[Matrix[route.Name].RecordKind!]) is var reception and not Reception.Allowed)
                wrong.Add($"duty1 {route}: {reception}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // Everything a form of these addresses may ask for, so that no missing field speaks before the record.
    private static HttpContent Body(RouteCall route, PageForm form) => route.IsForProgram
        ? JsonContent.Create(new { outcome = "Done", fields = new { }, text = "text", version = 1, kind = "Remote", on = "2026-11-23", minutes = 15, note = "", reason = "a reason that is long enough" })
        : form.WithFile("log"u8.ToArray(), ("key", Guid.NewGuid().ToString("N")), ("reason", "a reason that is long enough"), ("text", "text"), ("expectation", "soon"), ("outcome", "Done"),
            ("level", "2"), ("kind", "Remote"), ("on", "2026-11-23"), ("minutes", "15"), ("version", "1"), ("to", "t1gz"), ("assignee", Guid.NewGuid().ToString()), ("trigger", "Manual"));

    /// <summary>A fault of the Guangzhou branch, with what hangs on it; the key of each kind.</summary>
    private async Task<Dictionary<string, string>> RecordsAsync()
    {
        var crew = ApiCrew.Of(access.Host);
        var no = await crew.ReportAsync("intake1");
        await access.Host.WorkOffAsync();
        await crew.DoAsync("intake1", no, "case-classify", "Classified"); // now its office is known
        await access.Host.WorkOffAsync();
        var engineer = (await crew.AsAsync("t1gz")).Http;
        var dialog = await PageForm.ReadAsync(engineer, $"/cases/{no}/upload", "dlg form");
        using var stored = await engineer.PostAsync($"/cases/{no}/upload", dialog.WithFile("log"u8.ToArray()));
        var facts = new Dictionary<string, string> { ["title"] = "SL16A", ["changeType"] = "Normal", ["equipment"] = "NE-GZ-0002", ["reason"] = "bit errors" };
        using var booked = await engineer.PostAsJsonAsync($"/api/cases/{no}/hours", new { kind = "Remote", on = "2026-11-23", minutes = 30, note = "log read" });
        using var opened = await engineer.PostAsJsonAsync("/api/records", new { kind = "changes", facts });
        return await access.Host.ReadAsync(async db =>
        {
            var record = await db.Set<Case>().SingleAsync(x => x.No == no);
            return new Dictionary<string, string>
            {
                ["case"] = no,
                ["work item"] = await db.Set<WorkItem>().Where(x => x.RecordId == record.Id && x.State == WorkItemState.Created).Select(x => x.No).FirstAsync(),
                ["clock"] = (await db.Set<SlaClock>().Where(x => x.RecordId == record.Id).Select(x => x.Id).FirstAsync()).ToString(),
                ["document"] = await db.Set<DocumentRecord>().Where(x => x.RecordId == record.Id).Select(x => x.No).FirstAsync(),
                ["hours"] = new ApiAnswer(booked.StatusCode, await booked.Content.ReadAsStringAsync()).Read("id")!,
                ["record"] = new ApiAnswer(opened.StatusCode, await opened.Content.ReadAsStringAsync()).Read("no")!,
            };
        });
    }
}
