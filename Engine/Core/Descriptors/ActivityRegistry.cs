using System.Collections.Immutable;
using Elsa.Workflows.Models;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Descriptors;

/// <summary>Activity classes the host wants known; filled by <c>AddActivity</c> and <c>AddActivitiesFrom</c>.</summary>
public sealed class ActivityRegistryOptions
{
    /// <summary>Classes in order of registration.</summary>
    public ICollection<Type> ActivityTypes { get; } = new HashSet<Type>();
}

/// <summary>Every activity type by name and version. Readers never wait: each change makes a new snapshot.</summary>
public sealed class ActivityRegistry : IActivityRegistry
{
    private readonly IActivityDescriber _describer;
    private readonly Lock _changes = new();
    private volatile Snapshot _snapshot = Snapshot.Empty;

    /// <summary>Describes the classes named in the options.</summary>
    public ActivityRegistry(IActivityDescriber describer, IOptions<ActivityRegistryOptions> options)
    {
        _describer = describer;
        foreach (var type in options.Value.ActivityTypes)
            Register(type);
    }

    /// <inheritdoc/>
    public ActivityDescriptor? Find(string type) => _snapshot.Highest.GetValueOrDefault(type);

    /// <inheritdoc/>
    public ActivityDescriptor? Find(string type, int version) => _snapshot.Exact.GetValueOrDefault((type, version))?.Descriptor;

    /// <inheritdoc/>
    public ActivityDescriptor? Find(Func<ActivityDescriptor, bool> predicate) => ListAll().FirstOrDefault(predicate);

    /// <inheritdoc/>
    public IEnumerable<ActivityDescriptor> FindMany(Func<ActivityDescriptor, bool> predicate) => ListAll().Where(predicate);

    /// <inheritdoc/>
    public IEnumerable<ActivityDescriptor> ListAll() => _snapshot.All.Select(entry => entry.Descriptor);

    /// <inheritdoc/>
    public IEnumerable<ActivityDescriptor> ListByProvider(Type providerType) =>
        _snapshot.All.Where(entry => entry.Provider == providerType).Select(entry => entry.Descriptor);

    /// <inheritdoc/>
    public ValueTask<IEnumerable<ActivityDescriptor>> GetDescriptorsAsync(CancellationToken cancellationToken = default) => new(ListAll());

    /// <inheritdoc/>
    public void Add(Type providerType, ActivityDescriptor descriptor) =>
        Change(entries => entries.SetItem((descriptor.TypeName, descriptor.Version), new Entry(providerType, descriptor)));

    /// <inheritdoc/>
    public void Remove(Type providerType, ActivityDescriptor descriptor) => Change(entries =>
        entries.TryGetValue((descriptor.TypeName, descriptor.Version), out var entry) && entry.Provider == providerType
            ? entries.Remove((descriptor.TypeName, descriptor.Version))
            : entries);

    /// <inheritdoc/>
    public void Register(ActivityDescriptor descriptor) => Add(GetType(), descriptor);

    /// <inheritdoc/>
    public ActivityDescriptor Register(Type activityType)
    {
        if (Find(ActivityTypeNames.Of(activityType)) is { } known)
            return known;
        var descriptor = _describer.DescribeActivity(activityType);
        Register(descriptor);
        return descriptor;
    }

    /// <inheritdoc/>
    public Task RegisterAsync(Type activityType, CancellationToken cancellationToken = default)
    {
        Register(activityType);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RegisterAsync(IEnumerable<Type> activityTypes, CancellationToken cancellationToken = default)
    {
        foreach (var type in activityTypes)
            Register(type);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task RefreshDescriptorsAsync(IActivityProvider activityProvider, CancellationToken cancellationToken = default)
    {
        var provider = activityProvider.GetType();
        var descriptors = (await activityProvider.GetDescriptorsAsync(cancellationToken)).ToList();
        Change(entries => entries
            .RemoveRange(entries.Where(entry => entry.Value.Provider == provider).Select(entry => entry.Key).ToList())
            .SetItems(descriptors.Select(item => KeyValuePair.Create((item.TypeName, item.Version), new Entry(provider, item)))));
    }

    /// <inheritdoc/>
    public async Task RefreshDescriptorsAsync(IEnumerable<IActivityProvider> activityProviders, CancellationToken cancellationToken = default)
    {
        foreach (var provider in activityProviders)
            await RefreshDescriptorsAsync(provider, cancellationToken);
    }

    /// <inheritdoc/>
    public void ClearProvider(Type providerType) => Change(entries =>
        entries.RemoveRange(entries.Where(entry => entry.Value.Provider == providerType).Select(entry => entry.Key).ToList()));

    /// <inheritdoc/>
    public void Clear() => Change(entries => entries.Clear());

    private void Change(Func<ImmutableDictionary<(string, int), Entry>, ImmutableDictionary<(string, int), Entry>> change)
    {
        lock (_changes)
        {
            var entries = change(_snapshot.Exact);
            if (!ReferenceEquals(entries, _snapshot.Exact))
                _snapshot = Snapshot.Of(entries);
        }
    }

    private sealed record Entry(Type Provider, ActivityDescriptor Descriptor);

    private sealed record Snapshot(
        ImmutableDictionary<(string Type, int Version), Entry> Exact, Entry[] All, Dictionary<string, ActivityDescriptor> Highest)
    {
        public static Snapshot Empty { get; } = Of(ImmutableDictionary<(string, int), Entry>.Empty);

        public static Snapshot Of(ImmutableDictionary<(string Type, int Version), Entry> entries)
        {
            Entry[] all =
            [
                .. entries.Values
                    .OrderBy(entry => entry.Descriptor.TypeName, StringComparer.Ordinal)
                    .ThenBy(entry => entry.Descriptor.Version),
            ];
            var highest = new Dictionary<string, ActivityDescriptor>();
            foreach (var entry in all)
                highest[entry.Descriptor.TypeName] = entry.Descriptor;
            return new Snapshot(entries, all, highest);
        }
    }
}
