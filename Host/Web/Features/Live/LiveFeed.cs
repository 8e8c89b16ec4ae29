using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Live;
using Elsa.ITR.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Live;

/// <summary>
/// Tells open pages what was committed, by topic only: the page asks for its fragment anew and gets what the person may see (D25).
/// Every node tails the change table while somebody listens.
/// </summary>
public sealed partial class LiveFeed(IServiceScopeFactory scopes, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<LiveFeed> log) : BackgroundService
{
    // Commits are not numbered in the order they become visible; so far back a late one is looked for.
    private const int Overlap = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Channel<string>, bool> _listeners = [];
    private readonly HashSet<long> _seen = [];
    private long _last = -1;

    /// <summary>The name of a topic outside of the server: numbers of records are nobody's business.</summary>
    public static string Name(string topic) =>
        topic is "inbox" or LiveChange.Everything ? topic : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(topic)))[..12];

    /// <summary>Topics by spaces as they are committed; an empty line from time to time keeps the connection.</summary>
    public async IAsyncEnumerable<SseItem<string>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        _listeners[channel] = true;
        try
        {
            yield return new SseItem<string>("", "hello") { ReconnectionInterval = TimeSpan.FromSeconds(3) };
            while (await MoreAsync(channel, end.Token))
                while (channel.Reader.TryRead(out var topics))
                    yield return new SseItem<string>(topics, topics.Length == 0 ? "ping" : "changed");
        }
        finally
        {
            _listeners.TryRemove(channel, out _);
        }
    }

    private static async Task<bool> MoreAsync(Channel<string> channel, CancellationToken end)
    {
        try
        {
            return await channel.Reader.WaitToReadAsync(end);
        }
        catch (OperationCanceledException)
        {
            return false; // the browser left, or the node stops
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var pinged = time.GetUtcNow();
        while (await second.WaitForNextTickAsync(stoppingToken))
        {
            if (_listeners.IsEmpty)
            {
                _last = -1; // nobody misses what nobody watches
                continue;
            }

            try
            {
                foreach (var topics in await CommittedAsync(stoppingToken))
                    Tell(topics);
                if (time.GetUtcNow() - pinged > Ping)
                {
                    Tell("");
                    pinged = time.GetUtcNow();
                    await SweepAsync(stoppingToken);
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogInterrupted(log, error); // the next second tries again; pages only learn later
            }
        }
    }

    private void Tell(string topics)
    {
        foreach (var listener in _listeners.Keys)
            listener.Writer.TryWrite(topics);
    }

    private async Task<IReadOnlyList<string>> CommittedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        var changes = scope.ServiceProvider.GetRequiredService<ItrDbContext>().Set<LiveChange>().AsNoTracking();
        var isFirst = _last < 0;
        if (isFirst)
            _last = await changes.MaxAsync(x => (long?)x.Id, cancellationToken) ?? 0;

        var from = _last - Overlap;
        var rows = await changes.Where(x => x.Id > from).OrderBy(x => x.Id).Select(x => new { x.Id, x.Topics }).ToListAsync(cancellationToken);
        var fresh = rows.Where(x => _seen.Add(x.Id)).ToList();
        if (rows.Count > 0)
            _last = Math.Max(_last, rows[^1].Id);
        _seen.RemoveWhere(id => id <= _last - 2 * Overlap);
        return isFirst ? [] : [.. fresh.Select(x => string.Join(' ', x.Topics.Split(' ').Select(Name)))];
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var before = time.GetUtcNow() - Kept;
        var db = scope.ServiceProvider.GetRequiredService<ItrDbContext>();
        await db.Set<LiveChange>().Where(x => x.At < before).ExecuteDeleteAsync(cancellationToken);
        await db.Set<LivePresence>().Where(x => x.SeenAt < before).ExecuteDeleteAsync(cancellationToken);
    }

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/live", (LiveFeed feed, HttpContext http) => TypedResults.ServerSentEvents(feed.ReadAsync(http.RequestAborted))).RequireAuthorization();

    [LoggerMessage(5100, LogLevel.Warning, "The change table could not be read")]
    private static partial void LogInterrupted(ILogger logger, Exception error);
}
