using System.Net;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Web.Seeding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Access;

/// <summary>What a person decides for himself, and that it is kept to.</summary>
public sealed class ProfileTests(AccessHost access) : IClassFixture<AccessHost>
{
    private ItrHost Host => access.Host;

    [Fact]
    public async Task Language_and_colours_follow_the_person_to_a_new_device()
    {
        using var first = await Host.SignInAsync("kb1");
        var form = await PageForm.ReadAsync(first, "/me", "action=\"/me\"");
        using var saved = await form.PostAsync("/me", ("locale", "en"), ("scheme", "dark"));

        using var second = Host.Client();
        var door = await PageForm.ReadAsync(second, "/sign-in", "action=\"/sign-in\"");
        using var entered = await door.PostAsync("/sign-in", ("userName", "kb1"), ("password", DemoAccounts.Password));
        var page = await second.GetStringAsync("/me", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (saved.StatusCode, entered.StatusCode));
        Assert.Contains("My settings", page, StringComparison.Ordinal);
        Assert.Contains("data-bs-theme=\"dark\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reminders_wait_for_the_end_of_ones_own_quiet_hours_and_go_out_as_chosen()
    {
        using var person = await Host.SignInAsync("t2a");
        var form = await PageForm.ReadAsync(person, "/me", "action=\"/me/notifications\"");

        using var half = await form.PostAsync("/me/notifications", ("remind", "true"), ("quietFrom", "08:00"));
        using var saved = await form.PostAsync("/me/notifications", ("remind", "true"), ("email", "Warn"), ("quietFrom", "08:00"), ("quietTo", "12:30"));
        var told = await ToldAsync("t2a", "CLOCK_REMIND", "CLOCK_WARN"); // at 09:00

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), (half.StatusCode, saved.StatusCode));
        Assert.Equal(ManualTime.Local("2026-11-23 12:30"), told.Single(x => x.Kind == NotificationKind.Remind).VisibleAt);
        Assert.Equal([NotificationChannel.InApp, NotificationChannel.Email], told.Where(x => x.Kind == NotificationKind.Warn).Select(x => x.Channel).Order());
        Assert.All(told.Where(x => x.Kind == NotificationKind.Warn), x => Assert.Equal(x.SentAt, x.VisibleAt));

        using var muted = await form.PostAsync("/me/notifications");
        Assert.DoesNotContain(await ToldAsync("t2a", "CLOCK_REMIND"), x => x.Kind == NotificationKind.Remind);
    }

    private async Task<List<Notification>> ToldAsync(string userName, params string[] templates)
    {
        var record = new RecordRef(RecordTypes.Flow, Guid.NewGuid(), "itr-test");
        await Host.CallAsync<IServiceProvider, bool>(async services =>
        {
            var db = services.GetRequiredService<ItrDbContext>();
            var id = await db.Users.Where(x => x.UserName == userName).Select(x => x.Id).SingleAsync();
            foreach (var template in templates)
                await services.GetRequiredService<NotificationDesk>().SendAsync(template, record, [id.ToString()]);
            return await db.SaveChangesAsync() > 0;
        });
        return await Host.ReadAsync(db => db.Set<Notification>().Where(x => x.RecordId == record.Id).ToListAsync());
    }
}
