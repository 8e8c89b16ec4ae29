using Elsa.ITR.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Campaigns;

internal sealed class CampaignsConfiguration : IEntityTypeConfiguration<Campaign>, IEntityTypeConfiguration<CampaignItem>, IEntityTypeConfiguration<CampaignWave>
{
    public void Configure(EntityTypeBuilder<Campaign> campaign)
    {
        campaign.ToTable("campaigns");
        campaign.Property(x => x.DefectNo).IsNo();
        campaign.Property(x => x.BoardType).IsWord();
        campaign.Property(x => x.SerialFrom).IsWord();
        campaign.Property(x => x.SerialTo).IsWord();
        campaign.Property(x => x.Replacement).IsName();
        campaign.Property(x => x.Method).HasMaxLength(4000);
    }

    public void Configure(EntityTypeBuilder<CampaignItem> item)
    {
        item.ToTable("campaign_items");
        item.Property(x => x.Element).IsWord();
        item.Property(x => x.City).IsWord();
        item.Property(x => x.OldSerial).IsWord();
        item.Property(x => x.NewSerial).IsWord();
        item.Property(x => x.Escort).IsName();
        item.Property(x => x.ExceptionReason).IsWord();
        item.Property(x => x.ExceptionDecision).IsWord();
        item.Ignore(x => x.IsFinal);
        item.Ignore(x => x.IsActive);
        item.Ignore(x => x.IsSuccess);
        item.HasIndex(x => x.State); // open exceptions
    }

    public void Configure(EntityTypeBuilder<CampaignWave> wave)
    {
        wave.ToTable("campaign_waves");
        wave.HasIndex(x => new { x.CampaignId, x.Number }).IsUnique(); // one wave of a number
    }
}
