using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data;

/// <summary>What a database product must answer; each has one project under Host/Migrations, the only one that knows its package.</summary>
public abstract class DatabaseProvider
{
    /// <summary>The word in <c>Database:Provider</c>: Sqlite, SqlServer or PostgreSql.</summary>
    public abstract string Name { get; }

    /// <summary>SQL that returns the server's instant, UTC, as one value of a type that <see cref="ReadInstant"/> knows.</summary>
    public abstract string NowSql { get; }

    /// <summary>Connection string used when none is configured; null when one must be.</summary>
    public virtual string? DefaultConnectionString => null;

    /// <summary>Sets driver, migrations assembly and interceptors.</summary>
    public abstract void Configure(DbContextOptionsBuilder options, string connectionString);

    /// <summary>Makes what a connection needs before it can be opened, e.g. the folder of a file; nothing for a server.</summary>
    public virtual void Prepare(string connectionString)
    {
    }

    /// <summary>Closes what was kept open for the next command; called when the host ends.</summary>
    public virtual void Release(string connectionString)
    {
    }

    /// <summary>Turns the value of <see cref="NowSql"/> into an instant.</summary>
    public virtual DateTimeOffset ReadInstant(object value) => value switch
    {
        DateTimeOffset instant => instant.ToUniversalTime(),
        DateTime utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
        string text => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal),
        _ => throw new InvalidOperationException($"Expected an instant from {Name}, got {value.GetType().Name}."),
    };
}
