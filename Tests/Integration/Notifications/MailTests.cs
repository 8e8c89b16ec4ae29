using Elsa.Http;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Features.Notifications.Mail;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Notifications;

/// <summary>E-mail over a real connection to a mail server of the test's own.</summary>
public sealed class MailTests
{
    [Fact]
    public async Task A_breach_reaches_each_person_in_his_language_as_text_and_as_html()
    {
        await using var sink = new SmtpSink();
        await using var host = await StartAsync(sink.Port);
        await Outgoing.LocaleAsync(host, "duty1", "en");

        await Outgoing.SendAsync(host, "CLOCK_BREACH", ["duty1", "t1gz"], ("clockName", new Bilingual("一级故障远程恢复 <总时间>", "L1 restoration <total>")), ("dueAt", ManualTime.Local("2026-11-23 05:10")));
        await host.WorkOffAsync();

        var addresses = await host.ReadAsync(db => db.Users.Where(x => x.UserName == "duty1" || x.UserName == "t1gz").ToDictionaryAsync(x => x.UserName!, x => x.Email!));
        var english = sink.Mails.Single(x => x.To.Contains(addresses["duty1"]));
        var chinese = sink.Mails.Single(x => x.To.Contains(addresses["t1gz"]));
        Assert.Equal(2, sink.Mails.Count);
        Assert.Equal("Breach: CASE-20261123-0001 L1 restoration <total> was due 2026-11-23 05:10", english.Subject);
        Assert.Contains("一级故障远程恢复", chinese.Subject, StringComparison.Ordinal);
        Assert.StartsWith("【超时】CASE-20261123-0001", chinese.Subject, StringComparison.Ordinal);
        Assert.All(sink.Mails, mail => Assert.All(mail.Header("Subject"), letter => Assert.True(char.IsAscii(letter)))); // what old servers pass on
        Assert.Equal("itr@example.com", english.From);

        Assert.Contains("L1 restoration <total>", english.Part("text/plain"), StringComparison.Ordinal);
        Assert.Contains("L1 restoration &lt;total&gt;", english.Part("text/html"), StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://itr.example.com/cases/CASE-20261123-0001\">Open</a>", english.Part("text/html"), StringComparison.Ordinal);
        Assert.Contains("https://itr.example.com/cases/CASE-20261123-0001\r\n", chinese.Part("text/plain"), StringComparison.Ordinal);
        Assert.Contains("lang=\"zh-CN\"", chinese.Part("text/html"), StringComparison.Ordinal);
        Assert.Contains("一级故障远程恢复 &lt;总时间&gt;", chinese.Part("text/html"), StringComparison.Ordinal);
        Assert.All(await MailedAsync(host), x => Assert.NotNull(x.DeliveredAt));
    }

    [Fact]
    public async Task A_letter_waits_for_a_server_that_is_away_and_arrives_once()
    {
        int port;
        await using (var taken = new SmtpSink())
            port = taken.Port;
        await using var host = await StartAsync(port);

        await Outgoing.SendAsync(host, "CLOCK_BREACH", ["duty1"]);
        await host.WorkOffAsync();
        var failed = Assert.Single(await MailedAsync(host));
        Assert.Null(failed.DeliveredAt);
        Assert.NotNull(failed.Error);

        await using var sink = new SmtpSink(port) { Refusal = "451 Try later" };
        host.Time.MoveTo(host.Time.GetUtcNow().AddSeconds(11));
        await host.WorkOffAsync();
        Assert.Equal((OutboxState.Pending, 2), await RowAsync(host));

        sink.Refusal = null;
        foreach (var minutes in (int[])[2, 10, 60])
        {
            host.Time.MoveTo(host.Time.GetUtcNow().AddMinutes(minutes));
            await host.WorkOffAsync();
        }

        Assert.Single(sink.Mails);
        Assert.Equal((OutboxState.Done, 2), await RowAsync(host));
        var delivered = Assert.Single(await MailedAsync(host));
        Assert.NotNull(delivered.DeliveredAt);
        Assert.Null(delivered.Error);
    }

    [Fact]
    public async Task A_text_of_several_lines_is_one_subject_and_nobody_without_address_is_tried_for_ever()
    {
        await using var sink = new SmtpSink();
        await using var host = await StartAsync(sink.Port);
        await host.ReadAsync(db => db.Users.Where(x => x.UserName == "t1gz").ExecuteUpdateAsync(set => set.SetProperty(x => x.Email, (string?)null)));

        await Outgoing.SendAsync(host, "CLOCK_BREACH", ["duty1", "t1gz"], ("clockName", new Bilingual("一\r\nBcc: x@example.com", "a\r\nBcc: x@example.com")));
        await host.WorkOffAsync();

        var mail = Assert.Single(sink.Mails);
        Assert.Contains("Bcc: x@example.com", mail.Subject, StringComparison.Ordinal);
        Assert.Single(mail.To);
        Assert.Equal("No address.", Assert.Single(await MailedAsync(host), x => x.DeliveredAt is null).Error);
        Assert.Equal(0, await host.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(x => x.State == OutboxState.Pending)));
    }

    private static Task<ItrHost> StartAsync(int port) => ItrHost.StartAsync("2026-11-23 09:00", services =>
    {
        services.Configure<MailSettings>(mail => (mail.Host, mail.Port, mail.From) = ("127.0.0.1", port, "itr@example.com"));
        services.Configure<HttpEndpointOptions>(options => options.BaseUrl = "https://itr.example.com/");
    });

    private static Task<List<Notification>> MailedAsync(ItrHost host) => host.ReadAsync(db => db.Set<Notification>().AsNoTracking().Where(x => x.Channel == NotificationChannel.Email).ToListAsync());

    private static Task<(OutboxState, int)> RowAsync(ItrHost host) => host.ReadAsync(async db =>
    {
        var row = await db.Set<OutboxMessage>().AsNoTracking().SingleAsync(x => x.Kind == "notification");
        return (row.State, row.Attempts);
    });
}
