using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>Hashes what a bookmark or trigger waits for.</summary>
public interface IStimulusHasher
{
    /// <summary>Upper-case hexadecimal SHA-256 of the parts; null parts are left out.</summary>
    string Hash(string stimulusName, object? payload = null, string? activityInstanceId = null);
}

/// <summary>The bookmark that a burst resumes.</summary>
/// <param name="Bookmark">The bookmark.</param>
public record ResumedBookmarkContext(Bookmark Bookmark);
