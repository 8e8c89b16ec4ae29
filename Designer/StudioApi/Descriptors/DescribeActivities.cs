using System.Text.Json;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Descriptors;

/// <summary>The activities there are. Studio asks for all of them at its start and after every save.</summary>
internal static class DescribeActivities
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/descriptors/activities", async (HttpContext http, IActivityRegistry registry, DescriptorWriter writer) =>
        {
            var page = await writer.PrepareAsync([.. registry.ListAll().DistinctBy(x => (x.TypeName, x.Version))], http.RequestAborted);
            return Answer.Of(page.WriteAll);
        });

        api.MapGet("/descriptors/activities/{type}", async (string type, int? version, HttpContext http, IActivityRegistry registry, DescriptorWriter writer) =>
        {
            if (Find(registry, type, version) is not { } activity)
                return Answer.Nothing();

            var page = await writer.PrepareAsync([activity], http.RequestAborted);
            return Answer.Of((json, options) => page.Write(json, activity, options));
        });

        api.MapPost("/descriptors/activities/{type}/options/{input}", async (
            string type, string input, int? version, HttpContext http, IActivityRegistry registry, DescriptorWriter writer) =>
        {
            if (Find(registry, type, version) is not { } activity
                || activity.Inputs.FirstOrDefault(x => string.Equals(x.Name, input, StringComparison.OrdinalIgnoreCase)) is not { } found)
                return Answer.Nothing();

            var page = await writer.PrepareAsync([activity], http.RequestAborted);
            return Answer.Of((json, options) =>
            {
                json.WriteStartObject();
                json.WritePropertyName("items");
                JsonSerializer.Serialize(json, page.Editor(activity, found).Specifications, options);
                json.WriteEndObject();
            });
        });
    }

    private static ActivityDescriptor? Find(IActivityRegistry registry, string type, int? version) =>
        version is { } number ? registry.Find(type, number) : registry.Find(type);
}
