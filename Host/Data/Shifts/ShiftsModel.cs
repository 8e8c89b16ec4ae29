using Elsa.ITR.Domain.Shifts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Shifts;

internal sealed class ShiftNoteConfiguration : IEntityTypeConfiguration<ShiftNote>
{
    public void Configure(EntityTypeBuilder<ShiftNote> note)
    {
        note.ToTable("shift_notes");
        note.Property(x => x.Text).HasMaxLength(ShiftNote.MostCharacters);
        note.HasIndex(x => x.CreatedAt); // the latest, GetBoard
    }
}
