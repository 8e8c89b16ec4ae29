using Elsa.ITR.Web.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<LibFiles>();
var app = builder.Build();
app.Run();
