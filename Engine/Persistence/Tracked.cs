using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Elsa.Persistence.EFCore;

/// <summary>Looks at what a context tracks without comparing every tracked row with its snapshot first, as EF does by itself at every look.</summary>
public static class Tracked
{
    /// <summary>The tracked row with that key, or null. Keys do not change, so nothing needs to be detected.</summary>
    public static EntityEntry<T>? FindTracked<T, TKey>(this DbContext context, TKey id)
        where T : class =>
        Undetected(context, () => context.Set<T>().Local.FindEntry(id));

    /// <summary>All rows of that type that are tracked and not deleted, with the values they have now.</summary>
    public static IReadOnlyList<T> ListTracked<T>(this DbContext context)
        where T : class =>
        Undetected(context, () => context.Set<T>().Local.ToList());

    /// <summary>Rows that the running command adds.</summary>
    public static IReadOnlyList<T> ListAdded<T>(this DbContext context)
        where T : class =>
        Undetected(context, () => context.ChangeTracker.Entries<T>().Where(x => x.State == EntityState.Added).Select(x => x.Entity).ToList());

    /// <summary>True when the running command removes the row.</summary>
    public static bool IsRemoved<T>(this DbContext context, T row)
        where T : class =>
        Undetected(context, () => context.Entry(row).State == EntityState.Deleted);

    private static TResult Undetected<TResult>(DbContext context, Func<TResult> look)
    {
        var tracker = context.ChangeTracker;
        if (!tracker.AutoDetectChangesEnabled)
            return look();

        tracker.AutoDetectChangesEnabled = false;
        try
        {
            return look();
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = true;
        }
    }
}
