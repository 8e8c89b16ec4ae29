using Elsa.Persistence.EFCore;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Engine;

/// <summary>The engine's tables and one table that stands for the domain.</summary>
public sealed class EngineDbContext(DbContextOptions<EngineDbContext> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        UtcConventions.Apply(configurationBuilder, Database.ProviderName);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddEngineTables();
        modelBuilder.Entity<Note>(note =>
        {
            note.ToTable("notes");
            note.Property(x => x.Id).ValueGeneratedNever();
            note.Property(x => x.RowVersion).IsConcurrencyToken();
        });
    }
}

/// <summary>Something of the domain that a command changes.</summary>
public sealed class Note
{
    public required string Id { get; init; }

    public string Text { get; set; } = "";

    public int RowVersion { get; set; }
}
