using Elsa.Workflows.Runtime;

namespace Elsa.ITR.Web.Features.Cases.Archive;

/// <summary>Registers the archive of closed cases.</summary>
public static class ArchiveSetup
{
    public static IServiceCollection AddCaseArchive(this IServiceCollection services)
    {
        services.AddOptions<ArchiveOptions>().BindConfiguration("Archive")
            .Validate(
                options => options.AfterMonths is >= ArchiveOptions.LeastMonths and <= 1200,
                $"Expected Archive:AfterMonths to be {ArchiveOptions.LeastMonths} to 1200: dashboards and scorecards count the cases of the {ArchiveOptions.LeastMonths} months before. To keep every case in the hot tables set Archive:Enabled to false.")
            .Validate(options => options.MostPerNight > 0, "Expected Archive:MostPerNight to be at least 1. To keep every case in the hot tables set Archive:Enabled to false.")
            .ValidateOnStart();
        services.AddScoped<ArchivedCases>();
        services.AddScoped<ArchivedList>();
        services.AddSingleton<ArchiveCases>();
        return services.AddRecurringJob(ArchiveCases.Job);
    }
}
