using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.Persistence.EFCore;

/// <summary>The engine's tables in the product's one context. Nothing here is specific to a provider; every index names its reader.</summary>
public static partial class EngineModel
{
    private const int IdLength = 64;
    private const int NameLength = 256;

    /// <summary>Maps all tables of the engine; call it from <c>OnModelCreating</c>, and <see cref="UtcConventions.Apply"/> from <c>ConfigureConventions</c>.</summary>
    public static ModelBuilder AddEngineTables(this ModelBuilder model)
    {
        AddCommandTables(model);
        return model;
    }

    private static void AddCommandTables(ModelBuilder model)
    {
        Table<CommandLogEntry>(model, "command_log", entry =>
        {
            entry.HasKey(x => new { x.Principal, x.Route, x.Key });
            entry.Property(x => x.Principal).HasMaxLength(IdLength);
            entry.Property(x => x.Route).HasMaxLength(160);
            entry.Property(x => x.Key).HasMaxLength(200);
            entry.Property(x => x.BodyHash).HasMaxLength(128);
            entry.HasIndex(x => x.CreatedAt); // Retention
        });

        Table<OutboxMessage>(model, "outbox_messages", message =>
        {
            Id(message.Property(x => x.Id));
            message.HasKey(x => x.Id);
            message.Property(x => x.Kind).HasMaxLength(100);
            message.Property(x => x.Key).HasMaxLength(400);
            message.Property(x => x.RecordId).HasMaxLength(IdLength);
            message.Property(x => x.InstanceId).HasMaxLength(IdLength);
            message.Property(x => x.State).HasConversion<string>().HasMaxLength(16);
            message.Property(x => x.LeaseOwner).HasMaxLength(NameLength);
            message.Property(x => x.RowVersion).IsConcurrencyToken();
            message.HasIndex(x => x.Key).IsUnique(); // D5
            message.HasIndex(x => x.AvailableAt).HasFilter("state = 'Pending'"); // OutboxDispatcher
            message.HasIndex(x => x.RecordId); // effects shown on a case
        });

        Table<Deadline>(model, "deadlines", deadline =>
        {
            Id(deadline.Property(x => x.Id));
            deadline.HasKey(x => x.Id);
            deadline.Property(x => x.Kind).HasMaxLength(100);
            deadline.Property(x => x.OwnerId).HasMaxLength(IdLength);
            deadline.Property(x => x.State).HasConversion<string>().HasMaxLength(16);
            deadline.Property(x => x.LeaseOwner).HasMaxLength(NameLength);
            deadline.Property(x => x.RowVersion).IsConcurrencyToken();
            deadline.HasIndex(x => new { x.DueAt, x.Severity }).HasFilter("state = 'Pending'"); // DeadlineSweep
            deadline.HasIndex(x => new { x.OwnerId, x.Kind }); // move, cancel
        });
    }

    private static void Id(PropertyBuilder<string> id) => id.HasMaxLength(IdLength).ValueGeneratedNever();

    private static void Table<T>(ModelBuilder model, string name, Action<EntityTypeBuilder<T>> configure)
        where T : class
    {
        var entity = model.Entity<T>();
        entity.ToTable(name);
        configure(entity);
        SnakeCase.Apply(entity.Metadata);
    }
}
