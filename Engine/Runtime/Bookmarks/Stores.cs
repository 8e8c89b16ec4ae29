using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;

namespace Elsa.Workflows.Runtime.Filters
{
    /// <summary>Which bookmarks; everything set must hold.</summary>
    public class BookmarkFilter
    {
        /// <summary>Id of the bookmark.</summary>
        public string? BookmarkId { get; set; }

        /// <summary>Id of the instance.</summary>
        public string? WorkflowInstanceId { get; set; }

        /// <summary>Hash of the stimulus.</summary>
        public string? Hash { get; set; }

        /// <summary>One of these hashes.</summary>
        public ICollection<string>? Hashes { get; set; }

        /// <summary>Correlation id.</summary>
        public string? CorrelationId { get; set; }

        /// <summary>Name of the stimulus.</summary>
        public string? Name { get; set; }

        /// <summary>Id of the waiting activity instance.</summary>
        public string? ActivityInstanceId { get; set; }

        /// <summary>Narrows a query.</summary>
        public IQueryable<StoredBookmark> Apply(IQueryable<StoredBookmark> query)
        {
            if (BookmarkId is not null)
                query = query.Where(x => x.Id == BookmarkId);
            if (WorkflowInstanceId is not null)
                query = query.Where(x => x.WorkflowInstanceId == WorkflowInstanceId);
            if (Hash is not null)
                query = query.Where(x => x.Hash == Hash);
            if (Hashes is not null)
                query = query.Where(x => Hashes.Contains(x.Hash));
            if (CorrelationId is not null)
                query = query.Where(x => x.CorrelationId == CorrelationId);
            if (Name is not null)
                query = query.Where(x => x.Name == Name);
            if (ActivityInstanceId is not null)
                query = query.Where(x => x.ActivityInstanceId == ActivityInstanceId);
            return query;
        }

        /// <summary>Whether a bookmark at hand is meant.</summary>
        public bool Matches(StoredBookmark x) =>
            (BookmarkId is null || x.Id == BookmarkId)
            && (WorkflowInstanceId is null || x.WorkflowInstanceId == WorkflowInstanceId)
            && (Hash is null || x.Hash == Hash)
            && (Hashes is null || Hashes.Contains(x.Hash))
            && (CorrelationId is null || x.CorrelationId == CorrelationId)
            && (Name is null || x.Name == Name)
            && (ActivityInstanceId is null || x.ActivityInstanceId == ActivityInstanceId);
    }

    /// <summary>Which triggers; everything set must hold.</summary>
    public class TriggerFilter
    {
        /// <summary>Id of the definition.</summary>
        public string? WorkflowDefinitionId { get; set; }

        /// <summary>Name of the stimulus.</summary>
        public string? Name { get; set; }

        /// <summary>Hash of the stimulus.</summary>
        public string? Hash { get; set; }

        /// <summary>One of these hashes.</summary>
        public ICollection<string>? Hashes { get; set; }
    }
}

namespace Elsa.Workflows.Runtime
{
    /// <summary>Bookmarks; scoped, tracked by the unit of work. Finds see what the running command added and removed.</summary>
    public interface IBookmarkStore
    {
        /// <summary>Matching bookmarks, oldest first.</summary>
        ValueTask<IReadOnlyList<StoredBookmark>> FindManyAsync(BookmarkFilter filter, CancellationToken cancellationToken = default);

        /// <summary>Adds a bookmark at the commit.</summary>
        void Add(StoredBookmark bookmark);

        /// <summary>Removes a bookmark at the commit; it need not have been read.</summary>
        void Remove(string bookmarkId);

        /// <summary>Removes all of an instance at the commit.</summary>
        Task<int> RemoveAllAsync(string workflowInstanceId, CancellationToken cancellationToken = default);
    }

    /// <summary>Triggers; scoped, tracked by the unit of work.</summary>
    public interface ITriggerStore
    {
        /// <summary>Matching triggers.</summary>
        ValueTask<IReadOnlyList<StoredTrigger>> FindManyAsync(TriggerFilter filter, CancellationToken cancellationToken = default);

        /// <summary>The trigger of that id, or null.</summary>
        ValueTask<StoredTrigger?> FindAsync(string id, CancellationToken cancellationToken = default);

        /// <summary>Removes and adds at the commit.</summary>
        void Replace(IEnumerable<StoredTrigger> removed, IEnumerable<StoredTrigger> added);
    }

    /// <summary>Stimuli that nobody waited for yet; scoped, tracked by the unit of work.</summary>
    public interface IBookmarkQueueStore
    {
        /// <summary>Adds a stimulus at the commit.</summary>
        void Add(BookmarkQueueItem item);

        /// <summary>The row for removing, or null.</summary>
        ValueTask<BookmarkQueueItem?> FindAsync(string id, CancellationToken cancellationToken = default);

        /// <summary>Removes the row at the commit.</summary>
        void Remove(BookmarkQueueItem item);

        /// <summary>Kept stimuli, oldest first; with hashes only those.</summary>
        ValueTask<IReadOnlyList<BookmarkQueueItem>> ListAsync(IReadOnlyCollection<string>? hashes = null, CancellationToken cancellationToken = default);

        /// <summary>Deletes at once what was sent before; returns the number of rows.</summary>
        ValueTask<int> DeleteOlderAsync(DateTimeOffset before, CancellationToken cancellationToken = default);
    }
}
