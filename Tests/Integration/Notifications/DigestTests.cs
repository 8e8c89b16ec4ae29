using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Features.Notifications.Mail;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Notifications;

/// <summary>What quiet hours hold back goes out as one letter when they are over; what cannot wait goes at once.</summary>
public sealed class DigestTests
{
    [Fact]
    public async Task Reminders_of_a_night_are_one_letter_in_the_morning_and_a_breach_goes_at_once()
    {
        await using var sink = new SmtpSink();
        await using var host = await StartAsync(sink, "2026-11-23 22:30");
        await WantsRemindersAsync(host, "duty1");
        await Outgoing.LocaleAsync(host, "duty1", "en");

        await RemindAsync(host, "GD-L2-RESOLVE", 50);
        await host.AdvanceAsync("2026-11-24 01:00");
        await RemindAsync(host, "GD-L2-RESOLVE", 75);
        await RemindAsync(host, "GD-L3-RESOLVE", 50);
        await Outgoing.SendAsync(host, "CLOCK_BREACH", ["duty1"], "GD-L4-RESOLVE");
        await host.AdvanceAsync("2026-11-24 06:59");
        var night = Assert.Single(sink.Mails);

        await host.AdvanceAsync("2026-11-24 07:00");
        await host.AdvanceAsync("2026-11-24 12:00");

        Assert.StartsWith("Breach:", night.Subject, StringComparison.Ordinal);
        Assert.Equal(2, sink.Mails.Count);
        var digest = sink.Mails.Last();
        var text = digest.Part("text/plain");
        Assert.Equal("2 reminders from your quiet hours", digest.Subject);
        Assert.Contains("GD-L2-RESOLVE 75% used", text, StringComparison.Ordinal);
        Assert.DoesNotContain("GD-L2-RESOLVE 50% used", text, StringComparison.Ordinal); // of each thing the last
        Assert.Contains("GD-L3-RESOLVE 50% used", text, StringComparison.Ordinal);
        var mailed = await host.ReadAsync(db => db.Set<Notification>().AsNoTracking().Where(x => x.Channel == NotificationChannel.Email && x.Kind == NotificationKind.Remind).ToListAsync());
        Assert.All(mailed, x => Assert.Equal((ManualTime.Local("2026-11-24 07:00"), ManualTime.Local("2026-11-24 07:00")), (x.DigestAt, x.DeliveredAt)));
        Assert.Equal(3, mailed.Count);
    }

    [Fact]
    public async Task By_day_a_reminder_is_a_letter_of_its_own_and_the_next_night_is_a_digest_of_its_own()
    {
        await using var sink = new SmtpSink();
        await using var host = await StartAsync(sink, "2026-11-23 20:00");
        await WantsRemindersAsync(host, "duty1");

        await RemindAsync(host, "GD-L2-RESOLVE", 50);
        await host.WorkOffAsync();
        Assert.Single(sink.Mails);
        foreach (var night in (string[])["2026-11-23 23:00", "2026-11-24 23:00"])
        {
            await host.AdvanceAsync(night);
            await RemindAsync(host, "GD-L2-RESOLVE", 60);
            await RemindAsync(host, "GD-L3-RESOLVE", 60);
        }

        await host.AdvanceAsync("2026-11-25 12:00");

        Assert.Equal(3, sink.Mails.Count);
        Assert.Equal(2, sink.Mails.Count(x => x.Subject == "免打扰时段的 2 条提醒"));
    }

    [Fact]
    public async Task Two_commands_that_hold_back_at_once_make_one_letter()
    {
        await using var sink = new SmtpSink();
        await using var host = await StartAsync(sink, "2026-11-23 23:00");
        await WantsRemindersAsync(host, "duty1");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => RemindAsync(host, $"CLOCK-{i}", 50))));
        await host.AdvanceAsync("2026-11-24 08:00");

        Assert.Equal("免打扰时段的 6 条提醒", Assert.Single(sink.Mails).Subject);
        Assert.Single(await host.ReadAsync(db => db.Set<OutboxMessage>().Where(x => x.Kind == "notification").ToListAsync()));
    }

    [Fact]
    public async Task A_digest_whose_server_is_away_is_tried_again_as_a_whole()
    {
        await using var sink = new SmtpSink { Refusal = "421 Not now" };
        await using var host = await StartAsync(sink, "2026-11-23 23:00");
        await WantsRemindersAsync(host, "duty1");
        await RemindAsync(host, "GD-L2-RESOLVE", 50);
        await RemindAsync(host, "GD-L3-RESOLVE", 50);

        await host.AdvanceAsync("2026-11-24 07:00");
        Assert.Empty(sink.Mails);
        sink.Refusal = null;
        host.Time.MoveTo(host.Time.GetUtcNow().AddMinutes(1));
        await host.WorkOffAsync();

        Assert.Equal("免打扰时段的 2 条提醒", Assert.Single(sink.Mails).Subject);
    }

    private static Task<ItrHost> StartAsync(SmtpSink sink, string local) => ItrHost.StartAsync(local, services =>
        services.Configure<MailSettings>(mail => (mail.Host, mail.Port, mail.From) = ("127.0.0.1", sink.Port, "itr@example.com")));

    private static Task RemindAsync(ItrHost host, string clock, int percent) =>
        Outgoing.SendAsync(host, "CLOCK_REMIND", ["duty1"], clock, ("clockName", Bilingual.Same(clock)), ("percent", percent), ("remaining", "1 h"));

    private static Task WantsRemindersAsync(ItrHost host, string userName) => host.ReadAsync(async db =>
    {
        var person = await db.Users.Where(x => x.UserName == userName).Select(x => x.Id).SingleAsync();
        db.Add(new NotificationPreference { PersonId = person, EmailKinds = [NotificationKind.Remind] });
        return await db.SaveChangesAsync();
    });
}
