using Elsa.Http.Bookmarks;

namespace Elsa.Http;

/// <summary>Holds what a request carries against the limits of its endpoint.</summary>
public static class UploadCheck
{
    /// <summary>The outcome that names the first broken limit, or null.</summary>
    /// <param name="limits">The endpoint's limits.</param>
    /// <param name="files">The uploaded files.</param>
    public static string? Violation(UploadLimits limits, IReadOnlyList<FormFile> files)
    {
        if (files.Any(file => file.Length > limits.FileSize))
            return HttpEndpoint.FileTooLarge;
        if (files.Any(file => !HasAllowedExtension(limits, file)))
            return HttpEndpoint.InvalidFileExtension;
        return files.Any(file => limits.AllowedMimeTypes.Count > 0 && !limits.AllowedMimeTypes.Any(type => Covers(type, file.ContentType)))
            ? HttpEndpoint.InvalidFileMimeType
            : null;
    }

    /// <summary>Status of a violation that the workflow does not handle itself.</summary>
    public static int StatusOf(string violation) => violation is HttpEndpoint.RequestTooLarge or HttpEndpoint.FileTooLarge ? 413 : 415;

    private static bool HasAllowedExtension(UploadLimits limits, FormFile file)
    {
        var extension = Path.GetExtension(file.FileName).TrimStart('.');
        return (limits.AllowedExtensions.Count == 0 || limits.AllowedExtensions.Any(Equal)) && !limits.BlockedExtensions.Any(Equal);

        bool Equal(string other) => extension.Equals(other.Trim().TrimStart('.'), StringComparison.OrdinalIgnoreCase);
    }

    private static bool Covers(string allowed, string contentType)
    {
        var type = contentType.Split(';')[0].Trim();
        return allowed.EndsWith("/*", StringComparison.Ordinal)
            ? type.StartsWith(allowed[..^1], StringComparison.OrdinalIgnoreCase)
            : type.Equals(allowed.Trim(), StringComparison.OrdinalIgnoreCase);
    }
}
