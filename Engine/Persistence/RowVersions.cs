using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore;

/// <summary>Concurrency columns that work the same on every provider: an integer named <c>RowVersion</c>, one more with every change.</summary>
public static class RowVersions
{
    /// <summary>Name of the property.</summary>
    public const string Property = "RowVersion";

    /// <summary>Detects changes and raises the version of every changed row; call it once before saving.</summary>
    public static void Increment(DbContext context)
    {
        foreach (var entry in context.ChangeTracker.Entries())
        {
            if (entry.State != EntityState.Modified || entry.Metadata.FindProperty(Property) is not { IsConcurrencyToken: true } property)
                continue;

            var version = entry.Property(property);
            version.CurrentValue = (int)version.OriginalValue! + 1;
        }
    }
}
