using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Options;
using Elsa.Workflows.Runtime.Requests;

namespace Elsa.Workflows.Runtime;

/// <summary>Resumes bookmarks found in the store, one instance after another; in a running command all in its transaction.</summary>
internal sealed class WorkflowResumer(IBookmarkStore bookmarks, IWorkflowRuntime runtime, IStimulusHasher hasher) : IWorkflowResumer
{
    /// <inheritdoc />
    public Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync<TActivity>(
        object stimulus, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default)
        where TActivity : IActivity =>
        ResumeAsync<TActivity>(stimulus, null, options, cancellationToken);

    /// <inheritdoc />
    public Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync<TActivity>(
        object stimulus, string? workflowInstanceId, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default)
        where TActivity : IActivity
    {
        var name = ActivityTypeNames.Of<TActivity>();
        var filter = new BookmarkFilter { Name = name, Hash = hasher.Hash(name, stimulus), WorkflowInstanceId = workflowInstanceId };
        return ResumeAsync(filter, options, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<RunWorkflowInstanceResponse?> ResumeAsync(
        string bookmarkId, IDictionary<string, object> input, CancellationToken cancellationToken = default) =>
        (await ResumeAsync(new BookmarkFilter { BookmarkId = bookmarkId }, new ResumeBookmarkOptions { Input = input }, cancellationToken)).FirstOrDefault();

    /// <inheritdoc />
    public async Task<RunWorkflowInstanceResponse?> ResumeAsync<TActivity>(
        string bookmarkId, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default)
        where TActivity : IActivity =>
        (await ResumeAsync(
            new BookmarkFilter { BookmarkId = bookmarkId, Name = ActivityTypeNames.Of<TActivity>() }, options, cancellationToken)).FirstOrDefault();

    /// <inheritdoc />
    public Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync(ResumeBookmarkRequest request, CancellationToken cancellationToken = default) =>
        ResumeAsync(
            new BookmarkFilter
            {
                BookmarkId = request.BookmarkId,
                WorkflowInstanceId = request.WorkflowInstanceId,
                ActivityInstanceId = request.ActivityInstanceId,
            },
            new ResumeBookmarkOptions { Input = request.Input, Properties = request.Properties },
            cancellationToken);

    /// <inheritdoc />
    public async Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync(
        BookmarkFilter filter, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default)
    {
        var responses = new List<RunWorkflowInstanceResponse>();
        foreach (var bookmark in await bookmarks.FindManyAsync(filter, cancellationToken))
            responses.Add(await ResumeAsync(bookmark, options, cancellationToken));
        return responses;
    }

    private async Task<RunWorkflowInstanceResponse> ResumeAsync(
        StoredBookmark bookmark, ResumeBookmarkOptions? options, CancellationToken cancellationToken)
    {
        var client = await runtime.CreateClientAsync(bookmark.WorkflowInstanceId, cancellationToken);
        var request = new RunWorkflowInstanceRequest { BookmarkId = bookmark.Id, Input = options?.Input, Properties = options?.Properties };
        return await client.RunInstanceAsync(request, cancellationToken);
    }
}
