using System.Globalization;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Spares;

/// <summary>A customer borrows only when he cannot help himself: all preconditions of a loan are ticked.</summary>
public sealed class LoanRule(IServiceRecords records) : IWorkItemRule
{
    private const int Preconditions = 3;

    /// <inheritdoc/>
    public IReadOnlyList<string> TaskTypes => ["spare-submit"];

    /// <inheritdoc/>
    public async Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        var request = await records.FindAsync(item.Record, cancellationToken) as SparePartRequest;
        var ticks = values.GetValueOrDefault("loanPreconditions") as IReadOnlyCollection<object?>;
        if (request is { ByCustomer: true } && values.GetValueOrDefault("ownership") as string == nameof(SpareOwnership.Loan) && (ticks?.Count ?? 0) < Preconditions)
            throw new RuleViolationException("spare.preconditions-missing", ("no", request.No));
    }
}

/// <summary>Nothing leaves the warehouse untested, or with firmware that is too old.</summary>
public sealed class ShipRule(IServiceRecords records) : IWorkItemRule
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TaskTypes => ["spare-ship"];

    /// <inheritdoc/>
    public async Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        if (outcome != "Shipped")
            return;

        if (values.GetValueOrDefault("testOk") is not true)
            throw new RuleViolationException("spare.not-tested", ("no", item.RecordNo));
        if (await records.FindAsync(item.Record, cancellationToken) is SparePartRequest { UpgradeFirst: true } && values.GetValueOrDefault("upgraded") is not true)
            throw new RuleViolationException("spare.upgrade-first", ("no", item.RecordNo));
    }
}

/// <summary>A return is put off only as often as the policy has a target for.</summary>
public sealed class ExtensionRule(IServiceRecords records, IPolicies policies) : IWorkItemRule
{
    private const string ReturnClock = "GD-HW-LOAN-RETURN";

    /// <inheritdoc/>
    public IReadOnlyList<string> TaskTypes => ["spare-return"];

    /// <inheritdoc/>
    public async Task RequireAsync(WorkItem item, string outcome, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken = default)
    {
        if (outcome != "Extend" || await records.FindAsync(item.Record, cancellationToken) is not SparePartRequest request)
            return;

        var next = new Dictionary<string, string>
        {
            ["ownership"] = request.Ownership.ToString(),
            ["extensions"] = (request.Extensions + 1).ToString(CultureInfo.InvariantCulture),
        };
        if ((await policies.CurrentAsync(cancellationToken)).Clock(ReturnClock).TargetFor(next) is null)
            throw new RuleViolationException("spare.no-more-extensions", ("no", request.No), ("count", request.Extensions));
    }
}
