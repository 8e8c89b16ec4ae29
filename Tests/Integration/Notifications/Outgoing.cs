using Elsa.ITR.Data;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Notifications;

/// <summary>Messages as desks send them: in a command, about a record.</summary>
internal static class Outgoing
{
    public static readonly RecordRef Case = new(RecordTypes.Case, Guid.Parse("0197aaaa-0000-7000-8000-000000000001"), "CASE-20261123-0001");

    public static Task SendAsync(ItrHost host, string template, IReadOnlyList<string> userNames, params (string Name, object? Value)[] args) => SendAsync(host, template, userNames, null, args);

    public static Task SendAsync(ItrHost host, string template, IReadOnlyList<string> userNames, string? thing, params (string Name, object? Value)[] args) =>
        host.Services.GetRequiredService<CommandExecutor>().RunAsync(
            async (services, token) =>
            {
                var people = await services.GetRequiredService<ItrDbContext>().Users.Where(x => userNames.Contains(x.UserName!)).Select(x => x.Id.ToString()).ToListAsync(token);
                Assert.Equal(userNames.Count, people.Count);
                await services.GetRequiredService<NotificationDesk>().SendAsync(template, Case, people, args.ToDictionary(x => x.Name, x => x.Value), thing: thing, cancellationToken: token);
            },
            CommandOptions.ForSystem("test", services => services.GetRequiredService<CurrentActor>().Become(Actor.System)),
            TestContext.Current.CancellationToken);

    public static Task LocaleAsync(ItrHost host, string userName, string locale) =>
        host.ReadAsync(db => db.Users.Where(x => x.UserName == userName).ExecuteUpdateAsync(set => set.SetProperty(x => x.Locale, locale)));
}
