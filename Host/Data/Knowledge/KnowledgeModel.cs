using Elsa.ITR.Domain.Knowledge;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Knowledge;

internal sealed class KnowledgeConfiguration : IEntityTypeConfiguration<KnowledgeArticle>
{
    public void Configure(EntityTypeBuilder<KnowledgeArticle> article)
    {
        article.ToTable("knowledge_articles");
        article.Property(x => x.No).IsNo();
        article.Property(x => x.Title).IsName();
        article.Property(x => x.Symptom).HasMaxLength(4000);
        article.HasIndex(x => x.No).IsUnique();
        article.HasIndex(x => x.State); // MatchesAsync
        article.HasIndex(x => x.SourceCaseId); // OfCaseAsync
    }
}

internal sealed class CaseArticleConfiguration : IEntityTypeConfiguration<CaseArticle>
{
    public void Configure(EntityTypeBuilder<CaseArticle> link)
    {
        link.ToTable("case_articles");
        link.HasIndex(x => new { x.CaseId, x.ArticleId }).IsUnique(); // LinkOfAsync, knowledge of a case
    }
}
