using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Elsa.ITR.Web.Shell;

/// <summary>What the OpenAPI document says beyond what the routes say themselves.</summary>
public static class ApiDocument
{
    private const string Json = "application/json";

    /// <summary>Shows a body that the route takes, for programs to copy.</summary>
    /// <param name="body">The body itself, or an object of the same shape.</param>
    public static RouteHandlerBuilder WithExample(this RouteHandlerBuilder route, object body) => route.WithMetadata(new Example(body));

    /// <summary>A command of programs on a record: who may, what may come back, and what it does.</summary>
    /// <param name="example">The body; null for a command without one.</param>
    public static RouteHandlerBuilder AsCommand(this RouteHandlerBuilder route, string permission, string summary, object? example = null)
    {
        route.RequireAuthorization(permission).WithSummary(summary)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        return example is null ? route : route.WithExample(example);
    }

    /// <summary>A command that is refused when the record is no longer as the program saw it.</summary>
    public static RouteHandlerBuilder WithVersion(this RouteHandlerBuilder route) => route.ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .WithDescription("If-Match carries the entity tag that was read; Idempotency-Key makes a repeated call answer as the first.");

    internal static void Describe(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = NameOf;
        options.AddOperationTransformer(ShowExampleAsync);
    }

    // Many features have a Body; each is named with its feature.
    private static string? NameOf(JsonTypeInfo type) =>
        OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name ? null : type.Type is { DeclaringType: { } feature, IsGenericType: false } ? feature.Name + name : name;

    private static Task ShowExampleAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Example>().LastOrDefault() is { } example && operation.RequestBody?.Content is { } contents && contents.TryGetValue(Json, out var content))
            content.Example = JsonSerializer.SerializeToNode(example.Body, context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);
        return Task.CompletedTask;
    }

    private sealed record Example(object Body);
}
