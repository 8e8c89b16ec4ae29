using System.Collections.Concurrent;
using Elsa.ITR.Tests.Shared.Api;

namespace Elsa.ITR.Tests.Crash;

/// <summary>What a program asked for, under which key, and what it was told; null while it has no answer.</summary>
public sealed class Request(string user, string key, string kind, string subject, string? outcome, Func<ApiUser, CancellationToken, Task<ApiAnswer>> send)
{
    public string User => user;

    public string Key => key;

    /// <summary><c>register</c>, <c>claim</c> or <c>complete</c>.</summary>
    public string Kind => kind;

    /// <summary>Number of the work item, or the title of the report.</summary>
    public string Subject => subject;

    public string? Outcome => outcome;

    /// <summary>How often it was sent.</summary>
    public int Sent { get; private set; }

    public ApiAnswer? Answer { get; private set; }

    /// <summary>Sends it; the same key and body every time.</summary>
    public async Task SendAsync(ApiUser by, CancellationToken cancellationToken)
    {
        Sent++;
        Answer = await send(by, cancellationToken);
    }
}

/// <summary>Everything that was asked for.</summary>
public sealed class Ledger
{
    private readonly ConcurrentBag<Request> _all = [];

    public void Add(Request request) => _all.Add(request);

    public IReadOnlyList<Request> Unanswered => [.. _all.Where(x => x.Answer is null)];

    public IReadOnlyList<Request> Acknowledged(string kind) => [.. _all.Where(x => x.Kind == kind && x.Answer is { IsSuccess: true })];

    public IReadOnlyList<Request> Refused => [.. _all.Where(x => x.Answer is { IsSuccess: false })];

    /// <summary>Sent more than once, because the first answer got lost.</summary>
    public int Repeated => _all.Count(x => x.Sent > 1);
}
