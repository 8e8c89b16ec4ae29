using System.Text.Encodings.Web;
using System.Text.Json;
using Elsa.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Designer.StudioApi.Answers;

/// <summary>Answers in the engine's JSON, written once, straight into the response.</summary>
internal static class Answer
{
    /// <summary>An object; members that are null are left out, as Elsa does.</summary>
    public static IResult Of(object value, int status = StatusCodes.Status200OK) =>
        new Written((writer, options) => JsonSerializer.Serialize(writer, value, value.GetType(), options), status);

    /// <summary>JSON written by hand.</summary>
    public static IResult Of(Action<Utf8JsonWriter, JsonSerializerOptions> write, int status = StatusCodes.Status200OK) => new Written(write, status);

    /// <summary>A list of which nothing is left out: <c>{ items, count }</c>.</summary>
    public static IResult List<T>(IReadOnlyCollection<T> items) => Of(new { items, count = items.Count });

    /// <summary>There is no such thing; the body is empty, as Elsa's is.</summary>
    public static IResult Nothing() => new Bare(StatusCodes.Status404NotFound);

    /// <summary>Only a status.</summary>
    public static IResult Status(int status) => new Bare(status);

    /// <summary>400 in the form that Studio shows: one message.</summary>
    /// <param name="member">The member that is wrong, or <c>generalErrors</c>.</param>
    /// <param name="messages">What is wrong and what to do.</param>
    public static IResult Invalid(string member, params IEnumerable<string> messages) => Of(Errors.Body(member, messages), StatusCodes.Status400BadRequest);

    private sealed class Written(Action<Utf8JsonWriter, JsonSerializerOptions> write, int status) : IResult
    {
        private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var options = httpContext.RequestServices.GetRequiredService<IActivitySerializer>().GetOptions();
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "application/json; charset=utf-8";
            using (var writer = new Utf8JsonWriter(response.BodyWriter, Relaxed))
            {
                write(writer, options);
                writer.Flush();
                response.ContentLength = writer.BytesCommitted;
            }

            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }
    }

    /// <summary>Marks its answer as complete, so that no page about the status is put in its place.</summary>
    private sealed class Bare(int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (httpContext.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            httpContext.Response.StatusCode = status;
            return Task.CompletedTask;
        }
    }
}
