using Elsa.ITR.Domain.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Inbox;

internal sealed class WorkItemConfiguration : IEntityTypeConfiguration<WorkItem>
{
    public void Configure(EntityTypeBuilder<WorkItem> item)
    {
        item.ToTable("work_items");
        item.Property(x => x.No).IsNo();
        item.Property(x => x.TaskType).IsWord();
        item.Property(x => x.FlowId).HasMaxLength(100);
        item.Property(x => x.Step).HasMaxLength(100);
        item.Property(x => x.RecordType).IsWord();
        item.Property(x => x.RecordNo).IsNo();
        item.Property(x => x.TitleZh).IsName();
        item.Property(x => x.TitleEn).IsName();
        item.Property(x => x.Role).IsWord();
        item.Property(x => x.FormKey).IsWord();
        item.Property(x => x.Outcome).IsWord();
        item.Property(x => x.InstanceId).HasMaxLength(100);
        item.Property(x => x.ActivityInstanceId).HasMaxLength(100);
        item.Property(x => x.NodeId).HasMaxLength(400);
        item.Property(x => x.Slot).IsWord();
        item.Property(x => x.ClaimEvent).HasMaxLength(100);
        item.Property(x => x.CompletedByNameZh).IsName();
        item.Property(x => x.CompletedByNameEn).IsName();
        item.Property(x => x.Note).IsSentence();
        item.HasIndex(x => x.No).IsUnique();
        item.HasIndex(x => new { x.AssigneeId, x.DueOrder, x.No }).HasFilter("completed_at IS NULL"); // my work in order, InboxItems
        item.HasIndex(x => new { x.Role, x.CandidateOrgId, x.DueOrder, x.No }).HasFilter("assignee_id IS NULL AND completed_at IS NULL"); // one queue in order, InboxItems
        item.HasIndex(x => new { x.DueOrder, x.No }).HasFilter("completed_at IS NULL"); // all open work in order, InboxItems
        item.HasIndex(x => new { x.CompletedById, x.CompletedAt, x.No }).IsDescending(false, true, false); // what I have done, InboxItems
        item.HasIndex(x => new { x.RecordId, x.State }); // CasePage, OpenOfRecordAsync
        item.HasIndex(x => new { x.ActivityInstanceId, x.Slot, x.State }); // OfActivityAsync
        item.HasIndex(x => new { x.InstanceId, x.State }); // OpenOfInstanceAsync
    }
}

internal sealed class WorkItemCommentConfiguration : IEntityTypeConfiguration<WorkItemComment>
{
    public void Configure(EntityTypeBuilder<WorkItemComment> comment)
    {
        comment.ToTable("work_item_comments");
        comment.Property(x => x.Text).HasMaxLength(WorkItemComment.MostCharacters);
        comment.HasIndex(x => new { x.WorkItemId, x.At }); // GetWorkItem
        comment.HasOne<WorkItem>().WithMany().HasForeignKey(x => x.WorkItemId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WorkItemDraftConfiguration : IEntityTypeConfiguration<WorkItemDraft>
{
    public void Configure(EntityTypeBuilder<WorkItemDraft> draft)
    {
        draft.ToTable("work_item_drafts");
        draft.Property(x => x.Outcome).IsWord();
        draft.HasIndex(x => new { x.WorkItemId, x.PersonId }).IsUnique(); // SaveDraft, ListWorkItems
        draft.HasOne<WorkItem>().WithMany().HasForeignKey(x => x.WorkItemId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SavedFilterConfiguration : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> filter)
    {
        filter.ToTable("saved_filters");
        filter.Property(x => x.Name).HasMaxLength(SavedFilter.MostCharacters);
        filter.Property(x => x.Query).HasMaxLength(SavedFilter.LongestQuery);
        filter.Property(x => x.SharedRole).IsWord();
        filter.HasIndex(x => x.OwnerId); // SavedFilters
        filter.HasIndex(x => x.SharedRole); // SavedFilters
    }
}
