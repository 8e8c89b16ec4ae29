using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Elsa.ITR.Web.Shell;

/// <summary>
/// The stylesheet, the scripts and the sprite that Assets/build.mjs wrote. Their names carry their content, so a browser
/// asks for each once; both compressions were made at build time.
/// </summary>
public sealed class LibFiles
{
    private readonly string _folder;
    private readonly FrozenDictionary<string, string> _names;

    public LibFiles(IWebHostEnvironment environment)
    {
        _folder = Path.Combine(environment.ContentRootPath, "wwwroot", "lib");
        var manifest = Path.Combine(_folder, "manifest.json");
        _names = (File.Exists(manifest) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(manifest)) : null)
            ?.ToFrozenDictionary() ?? FrozenDictionary<string, string>.Empty;
        (Style, Scheme, Script, Worker, Icons, Logo) = (Url("site.css"), Url("scheme.js"), Url("site.js"), Url("live-worker.js"), Url("icons.svg"), Url("logo.svg"));
    }

    /// <summary>False when the application was built without Node; pages then say so.</summary>
    public bool Available => _names.Count > 0;

    public string Style { get; }
    public string Scheme { get; }
    public string Script { get; }
    public string Worker { get; }
    public string Icons { get; }
    public string Logo { get; }

    private string Url(string name) => _names.TryGetValue(name, out var file) ? $"/lib/{file}" : "";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/lib/{file}", IResult (string file, LibFiles lib, HttpContext http) => lib.Send(file, http))
            .AllowAnonymous().ExcludeFromDescription();

    private IResult Send(string file, HttpContext http)
    {
        if (!_names.Values.Contains(file))
            return TypedResults.NotFound();

        var accepted = http.Request.Headers.AcceptEncoding.ToString();
        var (suffix, encoding) = accepted.Contains("br", StringComparison.Ordinal) ? (".br", "br")
            : accepted.Contains("gzip", StringComparison.Ordinal) ? (".gz", "gzip") : ("", "");
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (encoding.Length > 0)
            http.Response.Headers.ContentEncoding = encoding;

        return TypedResults.PhysicalFile(Path.Combine(_folder, file + suffix), Path.GetExtension(file) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => "image/svg+xml",
        });
    }
}
