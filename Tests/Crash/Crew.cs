namespace Elsa.ITR.Tests.Crash;

/// <summary>Everybody who has a part in the flows, and a few hands that move them: load without a thread per person.</summary>
public sealed class Crew
{
    private const int Hands = 5;

    private static readonly string[] People =
    [
        "intake1", "callback1", "duty1", "duty2", "t1gz", "t1fs", "t1sz", "t1zj", "t1dg", "t1st", "t2a", "t2b", "t3a", "rnd1", "office1", "region1", "tscdir", "vp1", "spare1",
        "version1", "change1", "contract1", "quality1", "kb1", "tpm1", "custgz", "institute1", "province1",
    ];

    private readonly Ledger _ledger;
    private readonly List<Worker> _idle;
    private readonly Worker _reporter;
    private readonly Random _random;
    private readonly Lock _gate = new();

    public Crew(Uri address, Ledger ledger, int seed, Func<DateTimeOffset> now)
    {
        _ledger = ledger;
        _random = new Random(seed);
        _idle = [.. People.Select(name => new Worker(address, name, ledger, new Random(_random.Next()), now))];
        _reporter = new Worker(address, "intake2", ledger, new Random(_random.Next()), now);
    }

    /// <summary>Registers as many reports as are missing.</summary>
    public async Task ReportAsync(int missing, CancellationToken cancellationToken)
    {
        var isThere = await _reporter.RepeatAsync(cancellationToken);
        for (var i = 0; i < missing && isThere && !cancellationToken.IsCancellationRequested; i++)
            isThere = await _reporter.RegisterAsync(cancellationToken);
    }

    /// <summary>Works until the host is gone or the load is called off.</summary>
    public Task WorkAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Hands).Select(_ => Task.Run(() => HandAsync(cancellationToken), CancellationToken.None)));

    /// <summary>Sends every request without answer again until all are answered; the host must run.</summary>
    public async Task RepeatAsync(CancellationToken cancellationToken)
    {
        var people = _idle.Append(_reporter).ToDictionary(worker => worker.UserName);
        while (_ledger.Unanswered is { Count: > 0 } unanswered)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var user in unanswered.Select(request => request.User).Distinct())
                await people[user].RepeatAsync(cancellationToken);
        }
    }

    private async Task HandAsync(CancellationToken cancellationToken)
    {
        var goes = true;
        while (goes && !cancellationToken.IsCancellationRequested)
        {
            var worker = Take();
            try
            {
                goes = await worker.WorkAsync(cancellationToken);
            }
            finally
            {
                lock (_gate)
                    _idle.Add(worker);
            }
        }
    }

    private Worker Take()
    {
        lock (_gate)
        {
            var at = _random.Next(_idle.Count);
            var worker = _idle[at];
            _idle.RemoveAt(at);
            return worker;
        }
    }
}
