using Elsa.Alterations.Core.Entities;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.Persistence.EFCore;

/// <summary>The engine's tables in the product's one context. Nothing here is specific to a provider; every index names its reader.</summary>
public static class EngineModel
{
    private const int IdLength = 64;
    private const int NameLength = 256;
    private const int HashLength = 64; // upper-case hexadecimal SHA-256
    private const int NodeIdLength = 1000;

    /// <summary>Maps all tables of the engine; call it from <c>OnModelCreating</c>, and <see cref="UtcConventions.Apply"/> from <c>ConfigureConventions</c>.</summary>
    public static ModelBuilder AddEngineTables(this ModelBuilder model)
    {
        AddCommandTables(model);
        AddDefinitionTables(model);
        AddInstanceTables(model);
        AddBookmarkTables(model);
        AddJournalTables(model);
        AddAlterationTables(model);
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
            message.HasIndex(x => x.State).HasFilter("state = 'Parked'"); // dead letters, stall scan and jobs page
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

    private static void AddAlterationTables(ModelBuilder model)
    {
        Table<AlterationPlan>(model, "alteration_plans", plan =>
        {
            Id(plan.Property(x => x.Id));
            plan.HasKey(x => x.Id);
            plan.Property(x => x.Status).HasConversion<string>().HasMaxLength(16).IsConcurrencyToken();
        });

        Table<AlterationJob>(model, "alteration_jobs", job =>
        {
            Id(job.Property(x => x.Id));
            job.HasKey(x => x.Id);
            job.Property(x => x.PlanId).HasMaxLength(IdLength);
            job.Property(x => x.WorkflowInstanceId).HasMaxLength(IdLength);
            job.Property(x => x.Status).HasConversion<string>().HasMaxLength(16).IsConcurrencyToken();
            job.HasIndex(x => new { x.PlanId, x.Status }); // the next jobs of a plan
        });
    }

    private static void AddDefinitionTables(ModelBuilder model) => Table<WorkflowDefinition>(model, "workflow_definitions", definition =>
    {
        Id(definition.Property(x => x.Id));
        definition.HasKey(x => x.Id);
        definition.Property(x => x.DefinitionId).HasMaxLength(NameLength);
        definition.Property(x => x.Name).HasMaxLength(NameLength);
        definition.Property(x => x.Description).HasMaxLength(2000);
        definition.Property(x => x.MaterializerName).HasMaxLength(IdLength);
        definition.Property(x => x.MaterializerContext).HasMaxLength(500);
        definition.Property(x => x.Origin).HasConversion<string>().HasMaxLength(16);
        definition.Property(x => x.ContentHash).HasMaxLength(HashLength);
        definition.Property(x => x.RowVersion).IsConcurrencyToken();
        definition.HasIndex(x => new { x.DefinitionId, x.Version }).IsUnique(); // version rules
        definition.HasIndex(x => new { x.DefinitionId, x.IsPublished }); // start
    });

    private static void AddInstanceTables(ModelBuilder model)
    {
        Table<WorkflowInstance>(model, "workflow_instances", instance =>
        {
            Id(instance.Property(x => x.Id));
            instance.HasKey(x => x.Id);
            instance.Property(x => x.DefinitionId).HasMaxLength(NameLength);
            instance.Property(x => x.DefinitionVersionId).HasMaxLength(IdLength);
            instance.Property(x => x.ParentWorkflowInstanceId).HasMaxLength(IdLength);
            instance.Property(x => x.Status).HasConversion<string>().HasMaxLength(16);
            instance.Property(x => x.SubStatus).HasConversion<string>().HasMaxLength(16);
            instance.Property(x => x.CorrelationId).HasMaxLength(NameLength);
            instance.Property(x => x.Name).HasMaxLength(NameLength);
            instance.Property(x => x.StallReason).HasMaxLength(2000);
            instance.Property(x => x.RowVersion).IsConcurrencyToken();
            instance.HasIndex(x => new { x.CorrelationId, x.Status }); // flows of a record, activation strategies
            instance.HasIndex(x => new { x.DefinitionId, x.Status }); // activation strategies, lists
            instance.HasIndex(x => x.DefinitionVersionId); // who runs on a version
            instance.HasIndex(x => x.ParentWorkflowInstanceId); // children
            instance.HasIndex(x => new { x.Status, x.UpdatedAt }); // lists, stall scan
            instance.HasIndex(x => x.CreatedAt); // lists, newest first
        });

        Table<WorkflowInstanceDocument>(model, "workflow_instance_documents", document =>
        {
            Id(document.Property(x => x.InstanceId));
            document.HasKey(x => x.InstanceId);
        });
    }

    private static void AddBookmarkTables(ModelBuilder model)
    {
        Table<StoredBookmark>(model, "bookmarks", bookmark =>
        {
            Id(bookmark.Property(x => x.Id));
            bookmark.HasKey(x => x.Id);
            bookmark.Property(x => x.Name).HasMaxLength(NameLength);
            bookmark.Property(x => x.Hash).HasMaxLength(HashLength);
            bookmark.Property(x => x.WorkflowInstanceId).HasMaxLength(IdLength);
            bookmark.Property(x => x.ActivityInstanceId).HasMaxLength(IdLength);
            bookmark.Property(x => x.ActivityId).HasMaxLength(NameLength);
            bookmark.Property(x => x.ActivityNodeId).HasMaxLength(NodeIdLength);
            bookmark.Property(x => x.CorrelationId).HasMaxLength(NameLength);
            bookmark.HasIndex(x => new { x.Hash, x.WorkflowInstanceId }); // stimuli, also to one of many that wait for the same
            bookmark.HasIndex(x => new { x.WorkflowInstanceId, x.IsListener, x.ActivityId }); // where an instance waits; how many wait where, without reading rows
        });

        Table<StoredTrigger>(model, "triggers", trigger =>
        {
            Id(trigger.Property(x => x.Id));
            trigger.HasKey(x => x.Id);
            trigger.Property(x => x.WorkflowDefinitionId).HasMaxLength(NameLength);
            trigger.Property(x => x.WorkflowDefinitionVersionId).HasMaxLength(IdLength);
            trigger.Property(x => x.Name).HasMaxLength(NameLength);
            trigger.Property(x => x.ActivityId).HasMaxLength(NameLength);
            trigger.Property(x => x.Hash).HasMaxLength(HashLength);
            trigger.HasIndex(x => x.Hash); // stimuli
            trigger.HasIndex(x => x.WorkflowDefinitionId); // indexing
        });

        Table<BookmarkQueueItem>(model, "bookmark_queue_items", item =>
        {
            Id(item.Property(x => x.Id));
            item.HasKey(x => x.Id);
            item.Property(x => x.Name).HasMaxLength(NameLength);
            item.Property(x => x.StimulusHash).HasMaxLength(HashLength);
            item.Property(x => x.WorkflowInstanceId).HasMaxLength(IdLength);
            item.Property(x => x.CorrelationId).HasMaxLength(NameLength);
            item.Property(x => x.ActivityInstanceId).HasMaxLength(IdLength);
            item.HasIndex(x => x.StimulusHash); // delivery
            item.HasIndex(x => x.CreatedAt); // purge
        });
    }

    private static void AddJournalTables(ModelBuilder model)
    {
        Table<ActivityExecutionRecord>(model, "activity_execution_records", record =>
        {
            Id(record.Property(x => x.Id));
            record.HasKey(x => x.Id);
            record.Property(x => x.WorkflowInstanceId).HasMaxLength(IdLength);
            record.Property(x => x.ActivityId).HasMaxLength(NameLength);
            record.Property(x => x.ActivityNodeId).HasMaxLength(NodeIdLength);
            record.Property(x => x.ActivityType).HasMaxLength(NameLength);
            record.Property(x => x.ActivityName).HasMaxLength(NameLength);
            record.Property(x => x.Status).HasConversion<string>().HasMaxLength(16);
            record.HasIndex(x => new { x.WorkflowInstanceId, x.ActivityId, x.Status }); // an instance's executions; who has passed a step, without reading rows
        });

        Table<WorkflowExecutionLogRecord>(model, "workflow_execution_log", line =>
        {
            line.HasKey(x => new { x.WorkflowInstanceId, x.Sequence });
            line.Property(x => x.WorkflowInstanceId).HasMaxLength(IdLength);
            line.Property(x => x.Sequence).ValueGeneratedNever();
            line.Property(x => x.WorkflowDefinitionVersionId).HasMaxLength(IdLength);
            line.Property(x => x.ActivityInstanceId).HasMaxLength(IdLength);
            line.Property(x => x.ParentActivityInstanceId).HasMaxLength(IdLength);
            line.Property(x => x.ActivityId).HasMaxLength(NameLength);
            line.Property(x => x.ActivityType).HasMaxLength(NameLength);
            line.Property(x => x.ActivityName).HasMaxLength(NameLength);
            line.Property(x => x.ActivityNodeId).HasMaxLength(NodeIdLength);
            line.Property(x => x.EventName).HasMaxLength(IdLength);
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
