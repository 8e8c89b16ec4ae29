using System.Linq.Expressions;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Data.Archive;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.Persistence.EFCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data;

/// <summary>The one context: engine tables, domain tables and users, so that one command is one transaction.</summary>
/// <remarks>Every read of a row that belongs to somebody passes the named filter <see cref="AccessFilters.Name"/> (D13). Contexts are pooled, because making
/// one costs more than most commands ask of it; a scope borrows one (<see cref="For"/>), and one that nobody has borrowed answers nothing.</remarks>
public sealed class ItrDbContext(DbContextOptions<ItrDbContext> options) : IdentityUserContext<ItrUser, Guid>(options)
{
    private readonly HashSet<(Type, object)> _loaded = [];
    private Borrower? _borrower;

    // Read by the query filters, anew for every query.
    internal bool SeesAll => Access.SeesAll;

    internal bool SeesInternal => Access.SeesInternal;

    internal bool AsksOwnWork => Access.AsksOwnWork;

    internal IReadOnlyList<Guid> OfficeIds => Access.Grants.OfficeIds;

    internal IReadOnlyList<Guid> RegionIds => Access.Grants.RegionIds;

    internal IReadOnlyList<Guid> CustomerOrgIds => Access.Grants.CustomerOrgIds;

    internal IReadOnlyList<Guid> CustomerTreeIds => Access.Grants.CustomerTreeIds;

    internal IReadOnlyList<Guid> PartnerOrgIds => Access.Grants.PartnerOrgIds;

    internal Guid? PersonId => Access.PersonId;

    internal IReadOnlyList<string> Roles => [.. Me.Roles];

    internal IReadOnlyList<Guid> CoveredOrgIds => [.. Me.Grants.Where(grant => grant.OrgId is not null).Select(grant => grant.OrgId!.Value).Distinct()];

    private AccessScope Access => Lent.Access;

    private Actor Me => Lent.Actor.Value;

    private Borrower Lent => _borrower ?? throw new InvalidOperationException("Expected a scope that has borrowed this context, but it was given back. Resolve one from a scope that lives.");

    /// <summary>Lends the context to a scope until it is disposed: rows are read with that scope's eyes and stamped with its actor.</summary>
    internal ItrDbContext For(AccessScope access, CurrentActor actor, TimeProvider time)
    {
        _borrower = new Borrower(access, actor, time);
        return this;
    }

    /// <summary>All matching rows, the ones this command has added included: stored rows are read once, then the tracker answers.</summary>
    /// <param name="key">What the condition asks for, e.g. the record's id; one read per type and key.</param>
    /// <param name="matches">The condition.</param>
    public async Task<List<T>> LoadedAsync<T>(object key, Expression<Func<T, bool>> matches, CancellationToken cancellationToken = default)
        where T : class
    {
        if (_loaded.Add((typeof(T), (key, SeesAll)))) // what a person may not see, a burst in the same command may
            await Set<T>().Where(matches).LoadAsync(cancellationToken);

        return [.. this.ListTracked<T>().Where(matches.Compile(preferInterpretation: true))];
    }

    /// <summary>Forgets every row: what is read next is as it is stored now.</summary>
    public void Forget()
    {
        ChangeTracker.Clear();
        _loaded.Clear();
    }

    /// <summary>The row with the key, tracked or stored; null when there is none or the reader may not see it.</summary>
    public async Task<T?> ByIdAsync<T>(Guid id, CancellationToken cancellationToken = default)
        where T : Entity =>
        this.FindTracked<T, Guid>(id)?.Entity ?? await Set<T>().FirstOrDefaultAsync(x => x.Id == id, cancellationToken);

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Stamp();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await EndedCases.LoadAsync(this, cancellationToken);
        Stamp();
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override void Dispose()
    {
        GiveBack();
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        GiveBack();
        return base.DisposeAsync();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conventions.Configure(configurationBuilder, Database.ProviderName);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.AddEngineTables();
        builder.ApplyConfigurationsFromAssembly(typeof(ItrDbContext).Assembly);
        AccessFilters.Apply(builder, this);
        DbTime.Map(builder, Database.ProviderName);
        Conventions.Finish(builder, Database.ProviderName);
    }

    // The unit of work has raised the row versions before it calls; a save outside of a command does it here.
    private void Stamp()
    {
        if (ChangeTracker.AutoDetectChangesEnabled)
            RowVersions.Increment(this);

        EndedCases.Touch(this);
        var now = Lent.Time.GetUtcNow();
        var by = Me.UserName;
        foreach (var entry in ChangeTracker.Entries<Entity>())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified))
                continue;

            if (entry.State == EntityState.Added && entry.Entity.CreatedAt == default) // imports bring their own
            {
                entry.Property(x => x.CreatedAt).CurrentValue = now;
                entry.Property(x => x.CreatedBy).CurrentValue = by;
            }

            entry.Property(x => x.UpdatedAt).CurrentValue = now;
            entry.Property(x => x.UpdatedBy).CurrentValue = by;
        }
    }

    private void GiveBack()
    {
        _borrower = null;
        _loaded.Clear();
    }

    private sealed record Borrower(AccessScope Access, CurrentActor Actor, TimeProvider Time);
}
