using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Designer.StudioApi;
using Elsa.ITR.Designer.StudioApi.Descriptors;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Cases.Archive;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Features.Dashboards;
using Elsa.ITR.Web.Features.Designer;
using Elsa.ITR.Web.Features.Exports;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Features.Inbox.Filters;
using Elsa.ITR.Web.Features.Live;
using Elsa.ITR.Web.Features.Operations;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Features.Profile;
using Elsa.ITR.Web.Features.Records;
using Elsa.ITR.Web.Features.Users;
using Elsa.ITR.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Elsa.ITR.Web.Shell;

/// <summary>Registers what pages and routes need, and the order in which a request passes.</summary>
public static class WebSetup
{
    public static IServiceCollection AddItrWeb(this IServiceCollection services)
    {
        // A request goes on in the thread that read it: two changes of thread fewer, a tenth of the time of a short command.
        services.Configure<SocketTransportOptions>(options => options.UnsafePreferInlineScheduling = true);
        services.AddRazorComponents();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // Chinese stays readable in the source and costs a third
        services.AddHttpContextAccessor();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "itr.form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.SuppressXFrameOptionsHeader = true; // SecurityHeaders says it, with its reason
        });
        services.AddProblemDetails();
        services.AddValidation(); // data annotations of routes: 400 with every problem
        services.AddExceptionHandler<ItrExceptionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
        services.AddItrPermissions();
        services.AddSingleton<StudioFiles>();
        services.AddResponseCompression(options => options.EnableForHttps = true); // used where UseItrWeb says
        services.AddScoped<IDesignerRules, DesignerRules>();
        services.AddScoped<IInputChoices, StudioChoices>();
        services.AddActivityTexts(typeof(HumanTask).Assembly);
        services.AddStudioApi(new StudioApiPolicies(Permissions.FlowsRead, Permissions.FlowsEdit, Permissions.FlowsRun, Permissions.OperationsRepair));
        services.AddSingleton<LibFiles>();
        services.AddScoped<ShellReader>();
        services.AddSingleton<LiveFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
        services.AddScoped<InstanceWaits>();
        services.AddScoped<Command>();
        services.AddScoped<ClockViews>();
        services.AddScoped<PromiseClocks>();
        services.AddScoped<FoundClocks>();
        services.AddScoped<FoundCases>();
        services.AddScoped<DashboardChoices>();
        services.AddExports();
        services.AddScoped<RecordLines>();
        services.AddScoped<ReportFields>();
        services.AddCaseArchive();
        services.AddScoped<ReferenceChoices>();
        services.AddScoped<HelpCandidates>();
        services.AddScoped<InboxItems>();
        services.AddScoped<InboxFields>();
        services.AddScoped<InboxCounts>();
        services.AddScoped<SavedFilters>();
        services.AddScoped<FilterFields>();
        services.AddScoped<IntakeForms>();
        services.AddScoped<Absences>();
        services.AddScoped<UserScope>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        return services;
    }

    public static WebApplication UseItrWeb(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(Languages.Chinese),
            SupportedCultures = Languages.All,
            SupportedUICultures = Languages.All,
            // A person's choice, then what a program says it accepts; a browser's list does not overrule the product's language.
            RequestCultureProviders = [new CookieRequestCultureProvider(), new ProgramCulture()],
        });
        app.UseExceptionHandler();
        app.UseStatusCodePages(Missing.ShowAsync);
        app.Use((http, next) =>
        {
            http.Response.Headers["X-Server-Now"] = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds()
                .ToString(System.Globalization.CultureInfo.InvariantCulture);
            return next(http);
        });
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/elsa/api/descriptors"), api => api.UseResponseCompression()); // large, asked for after every save, no secrets
        app.UseRouting();
        app.UseAuthentication();
        app.UseItrActor();
        app.UsePasswordDue();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    /// <summary>A program's answers follow Accept-Language; pages have their own switch, and the designer in them comes with the session's cookie.</summary>
    private sealed class ProgramCulture : RequestCultureProvider
    {
        private static readonly AcceptLanguageHeaderRequestCultureProvider Header = new();

        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
            httpContext.WantsHtml() || (httpContext.Request.Path.StartsWithSegments("/elsa") && httpContext.Request.Headers.Authorization.Count == 0)
                ? NullProviderCultureResult : Header.DetermineProviderCultureResult(httpContext);
    }
}
