using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Elsa.Http;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Features.Notifications.Webhooks;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Notifications;

/// <summary>Messages to other systems over real connections.</summary>
public sealed class WebhookTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task An_endpoint_gets_what_it_wants_signed()
    {
        await using var receiver = new LoopbackServer("204 No Content");
        await using var host = await StartAsync(receiver.Url("/itr"), "CLOCK_BREACH");

        await Outgoing.SendAsync(host, "CLOCK_WARN", ["duty1"]);
        await Outgoing.SendAsync(host, "CLOCK_BREACH", ["duty1", "t1gz"], "GD-L2-RESOLVE", ("clockName", "二级故障处理"));
        await host.WorkOffAsync();

        var request = Assert.Single(receiver.Requests); // one for both people
        var (head, body) = Split(request);
        var json = JsonNode.Parse(body)!;
        Assert.StartsWith("POST /itr HTTP/1.1", head, StringComparison.Ordinal);
        Assert.Equal(("CLOCK_BREACH", "Breach", "Case", Outgoing.Case.No, "GD-L2-RESOLVE"), ((string?)json["template"], (string?)json["kind"], (string?)json["recordType"], (string?)json["recordNo"], (string?)json["thing"]));
        Assert.Contains("二级故障处理", (string?)json["text"]!["zh"], StringComparison.Ordinal);

        var timestamp = Header(head, "Itr-Timestamp");
        Assert.Equal(host.Time.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), timestamp);
        var signature = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(timestamp + "." + body))).ToLowerInvariant(); // as the receiver counts it
        Assert.Equal("sha256=" + signature, Header(head, "Itr-Signature"));
    }

    [Fact]
    public async Task A_receiver_that_is_down_is_tried_again_given_up_and_sent_to_once_more_from_operations()
    {
        var isUp = false;
        await using var receiver = new LoopbackServer((_, stream, token) => LoopbackServer.WriteAsync(stream, isUp ? "200 OK" : "503 Service Unavailable", "", [], token));
        await using var host = await StartAsync(receiver.Url("/itr"));
        await Outgoing.SendAsync(host, "CLOCK_BREACH", ["duty1"]);

        await host.WorkOffAsync();
        Assert.Equal((OutboxState.Pending, 1), await RowAsync(host));
        await host.WorkOffAsync(); // not before its time
        Assert.Single(receiver.Requests);

        foreach (var wait in (TimeSpan[])[TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(8)])
        {
            host.Time.MoveTo(host.Time.GetUtcNow() + wait);
            await host.WorkOffAsync();
        }

        Assert.Equal((OutboxState.Parked, 7), await RowAsync(host));
        Assert.Equal(7, receiver.Requests.Count);
        host.Time.MoveTo(host.Time.GetUtcNow().AddDays(1));
        using var admin = await host.SignInAsync("admin1");
        var page = await admin.GetStringAsync("/operations/jobs?view=dead&kind=webhook", TestContext.Current.CancellationToken);
        Assert.Contains("503", page, StringComparison.Ordinal);

        isUp = true;
        var id = await host.ReadAsync(db => db.Set<OutboxMessage>().Where(x => x.Kind == "webhook").Select(x => x.Id).SingleAsync());
        using var again = await admin.PostAsJsonAsync($"/api/operations/jobs/effect/{id}/again", new { reason = "the receiver is up again" }, TestContext.Current.CancellationToken);
        await host.WorkOffAsync();

        Assert.True(again.IsSuccessStatusCode);
        Assert.Equal(OutboxState.Done, (await RowAsync(host)).State);
        var requests = receiver.Requests.Select(Split).ToList();
        Assert.Equal(8, requests.Count);
        Assert.Single(requests.Select(x => Header(x.Head, "Idempotency-Key")).Distinct());
        Assert.Single(requests.Select(x => x.Body).Distinct());
        Assert.Equal(8, requests.Select(x => Header(x.Head, "Itr-Signature")).Distinct().Count()); // each try has its own time
    }

    [Fact]
    public async Task An_address_inside_the_house_is_refused()
    {
        await using var receiver = new LoopbackServer("200 OK");
        await using var host = await StartAsync(receiver.Url(), isAllowed: false);

        await Outgoing.SendAsync(host, "CLOCK_BREACH", ["duty1"]);
        await host.WorkOffAsync();

        Assert.Empty(receiver.Requests);
        Assert.Contains("Refused", await host.ReadAsync(db => db.Set<OutboxMessage>().Where(x => x.Kind == "webhook").Select(x => x.Error!).SingleAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "https://erp.example.com/itr", Secret)]
    [InlineData("erp", "erp.example.com/itr", Secret)]
    [InlineData("erp", "file:///etc/passwd", Secret)]
    [InlineData("erp", "https://erp.example.com/itr", "short")]
    public void Settings_that_cannot_work_are_named(string name, string url, string secret)
    {
        var settings = new WebhookSettings { Endpoints = { new() { Name = name, Url = new Uri(url, UriKind.RelativeOrAbsolute), Secret = secret } } };

        Assert.NotNull(settings.Fault());
    }

    private static Task<ItrHost> StartAsync(Uri url, params string[] templates) => StartAsync(url, true, templates);

    private static Task<ItrHost> StartAsync(Uri url, bool isAllowed, params string[] templates) => ItrHost.StartAsync("2026-11-23 09:00", services =>
    {
        if (isAllowed)
            services.Configure<SendHttpRequestOptions>(options => options.AllowedNetworks.Add(IPNetwork.Parse("127.0.0.0/8")));
        services.Configure<WebhookSettings>(settings =>
        {
            var endpoint = new WebhookEndpoint { Name = "erp", Url = url, Secret = Secret };
            foreach (var template in templates)
                endpoint.Templates.Add(template);
            settings.Endpoints.Add(endpoint);
        });
    });

    private static (string Head, string Body) Split(string request) => request.Split("\r\n\r\n", 2) is [var head, var body] ? (head, body) : (request, "");

    private static string Header(string head, string name) => head.Split("\r\n").Single(x => x.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();

    private static Task<(OutboxState State, int Attempts)> RowAsync(ItrHost host) => host.ReadAsync(async db =>
    {
        var row = await db.Set<OutboxMessage>().AsNoTracking().SingleAsync(x => x.Kind == "webhook");
        return (row.State, row.Attempts);
    });
}
