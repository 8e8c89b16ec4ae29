using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Elsa.ITR.Web.Features.Designer;

/// <summary>
/// The files of Elsa Studio as npm restored them. Every address holds the package's version, so a browser asks for a file once; the package
/// brings both compressions of each.
/// </summary>
public sealed class StudioFiles
{
    // In a published application the files lie beside it, in the source tree where npm put them.
    private static readonly string[] Places = ["studio", Path.Combine("..", "..", "Designer", "Studio")];

    private const string Forever = "public, max-age=31536000, immutable"; // every address holds the version

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json",
        [".map"] = "application/json",
        [".wasm"] = "application/wasm",
        [".dat"] = "application/octet-stream",
        [".html"] = "text/html; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
        [".cur"] = "image/x-icon",
        [".gif"] = "image/gif",
        [".woff"] = "font/woff",
        [".woff2"] = "font/woff2",
        [".ttf"] = "font/ttf",
        [".webmanifest"] = "application/manifest+json",
        [".txt"] = "text/plain; charset=utf-8",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, string> _files = FrozenDictionary<string, string>.Empty;

    public StudioFiles(IWebHostEnvironment environment)
    {
        var root = Places.Select(place => Path.GetFullPath(Path.Combine(environment.ContentRootPath, place))).FirstOrDefault(Directory.Exists);
        var package = root is null ? "" : Path.Combine(root, "node_modules", "@elsa-workflows", "elsa-studio-wasm");
        if (!File.Exists(Path.Combine(package, "_framework", "blazor.webassembly.js")))
            return;

        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(files, package, "");
        Add(files, Path.Combine(root!, "node_modules", "@fontsource", "roboto-mono"), "fonts/");
        foreach (var name in (string[])["bridge.js", "bridge.css"])
            files[name] = Path.Combine(root!, name);
        _files = files.ToFrozenDictionary();

        using var about = JsonDocument.Parse(File.ReadAllText(Path.Combine(package, "package.json")));
        Version = about.RootElement.GetProperty("version").GetString()!;
        Base = $"/studio/{Version}-{Stamp(files["bridge.js"], files["bridge.css"])}/";
    }

    /// <summary>False when the application was built without Node or npm failed; the page then says so.</summary>
    public bool Available => _files.Count > 0;

    /// <summary>Version of the package.</summary>
    public string Version { get; } = "";

    /// <summary>Where the files and the frame's pages lie; changes with the package and with our bridge.</summary>
    public string Base { get; } = "/studio/";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/studio/{stamp}/{**path}", IResult (string stamp, string path, StudioFiles files, HttpContext http) => files.Send(stamp, path, http))
            .AllowAnonymous().ExcludeFromDescription();

    private IResult Send(string stamp, string path, HttpContext http)
    {
        if (Base != $"/studio/{stamp}/")
            return TypedResults.NotFound();
        if (path == "appsettings.json") // the package's own names a server; ours only keeps its log short
        {
            http.Response.Headers.CacheControl = Forever;
            return TypedResults.Text("""{ "Logging": { "LogLevel": { "Default": "Warning" } } }""", "application/json");
        }

        if (!_files.TryGetValue(path, out var file) || !Types.TryGetValue(Path.GetExtension(path), out var type))
            return TypedResults.NotFound();

        var accepted = http.Request.Headers.AcceptEncoding.ToString();
        var (suffix, encoding) = accepted.Contains("br", StringComparison.Ordinal) && _files.ContainsKey(path + ".br") ? (".br", "br")
            : accepted.Contains("gzip", StringComparison.Ordinal) && _files.ContainsKey(path + ".gz") ? (".gz", "gzip") : ("", "");
        http.Response.Headers.CacheControl = Forever;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (encoding.Length > 0)
            http.Response.Headers.ContentEncoding = encoding;
        return TypedResults.PhysicalFile(file + suffix, type);
    }

    private static void Add(Dictionary<string, string> files, string folder, string prefix)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            files[prefix + Path.GetRelativePath(folder, file).Replace('\\', '/')] = file;
    }

    private static string Stamp(params string[] files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
            hash.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..8];
    }
}
