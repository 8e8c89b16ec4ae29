using Elsa.ITR.Web.Commands;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Seeding;
using Elsa.ITR.Web.Shell;

// The same executable as a tool: a command ends here; "demo" has made its database by now and goes on as a host.
var start = await CommandLine.StartAsync(args);
if (start.ExitCode is { } exitCode)
    return exitCode;

// Settings are read at the start. Watching their folder would hear of every write to a database in App_Data.
var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. start.HostArgs]);
builder.Configuration.AddInMemoryCollection(start.Settings);

// Engine, domain and database; below the pages everything is registered there.
builder.Services.AddItr(builder.Configuration);

// Faces: people and programs.
builder.Services.AddItrSignIn();
builder.Services.AddItrWeb();
builder.Services.AddSlices();
builder.Services.AddOpenApi(ApiDocument.Describe);

var app = builder.Build();
app.UseItrWeb();
app.MapItr();
if (!await app.Services.TryPrepareAsync())
    return ExitCodes.Refused;

await app.RunAsync();
return ExitCodes.Done;

/// <summary>The host; public so that tests can start it.</summary>
public partial class Program;
