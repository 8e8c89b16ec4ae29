using Elsa.Expressions.JavaScript;
using Elsa.ITR.Activities.Records;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Migrations.PostgreSql;
using Elsa.ITR.Migrations.Sqlite;
using Elsa.ITR.Migrations.SqlServer;
using Elsa.ITR.Web.Features.Contracts;
using Elsa.ITR.Web.Features.Notifications;
using Elsa.ITR.Web.Features.Operations;
using Elsa.ITR.Web.Features.Processes;
using Elsa.ITR.Workflows;
using Elsa.Scheduling.Quartz;
using Elsa.Workflows;
using Elsa.Workflows.Runtime;

namespace Elsa.ITR.Web.Shell;

/// <summary>Registers everything below the pages: the web host, the command line and the seeder run on the same product.</summary>
public static class ItrSetup
{
    public static IServiceCollection AddItr(this IServiceCollection services, IConfiguration configuration)
    {
        // The engine: how a process runs, durably, in a rhythm.
        services.AddElsaRuntime(options => options.PrepareBackground = scope => scope.GetRequiredService<CurrentActor>().Become(Actor.System));
        services.AddElsaScripting();
        services.AddQuartzJobs();
        services.AddHttpSettings(configuration);
        services.AddLocalization(); // messages have words too, also where no page is served

        // What a process can say, and what it waits for.
        services.AddActivitiesFrom(typeof(HumanTask).Assembly);
        services.AddTypeAlias<WorkItemStimulus>(nameof(WorkItemStimulus));
        services.AddTypeAlias<BusinessEventStimulus>(nameof(BusinessEventStimulus));
        services.AddScoped<IWorkItemReaction, KnowledgeReview>();

        // One database for engine and domain, and its time for everybody.
        services.AddItrData(configuration, new SqliteProvider(), new SqlServerProvider(), new PostgreSqlProvider());
        services.AddDatabaseClock();
        services.AddClockFile(configuration);
        services.AddSingleton<IWorkItemForms, FormContent>();
        services.AddProcesses();
        services.AddOperations();
        services.AddContracts();
        services.AddNotifications(configuration);
        return services;
    }
}
