namespace Elsa.Http.Bookmarks;

/// <summary>Waited for by an activity that sends a request.</summary>
/// <param name="RequestId">Made when the request was asked for.</param>
public record SendHttpRequestBookmarkPayload(string RequestId);
