using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Migrations.PostgreSql;
using Elsa.ITR.Migrations.Sqlite;
using Elsa.ITR.Migrations.SqlServer;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Runtime;
using Elsa.Scheduling.Quartz;

var builder = WebApplication.CreateBuilder(args);

// The engine: how a process runs, durably, in a rhythm.
builder.Services.AddElsaRuntime(options => options.PrepareBackground = services => services.GetRequiredService<CurrentActor>().Become(Actor.System));
builder.Services.AddQuartzJobs();

// One database for engine and domain.
builder.Services.AddItrData(builder.Configuration, new SqliteProvider(), new SqlServerProvider(), new PostgreSqlProvider());
builder.Services.AddSingleton<IWorkItemForms, FormContent>();

// Faces: people and programs.
builder.Services.AddItrSignIn();
builder.Services.AddItrWeb();
builder.Services.AddSlices();
builder.Services.AddOpenApi();

var app = builder.Build();
app.UseItrWeb();
app.MapItr();
app.Run();

/// <summary>The host; public so that tests can start it.</summary>
public partial class Program;
