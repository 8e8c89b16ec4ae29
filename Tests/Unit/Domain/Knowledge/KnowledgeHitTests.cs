using Elsa.ITR.Domain.Knowledge;

namespace Elsa.ITR.Tests.Unit.Domain.Knowledge;

/// <summary>How articles are weighed: fault, alarms, product, version, words.</summary>
public sealed class KnowledgeHitTests
{
    [Theory]
    [InlineData("NE-GZ-0001 槽位 4 HARD_BAD,槽位 1–3 R-LOS", "HARD_BAD R_LOS")]
    [InlineData("出现R_LOS告警后又出现R_LOS", "R_LOS")]
    [InlineData("TRK-GZ-SZ-01 of CASE-20261123-0001 lost b2_exc", "")]
    public void Alarms_are_told_from_numbers(string text, string expected) => Assert.Equal(expected, string.Join(' ', AlarmCodes.In(text)));

    [Fact]
    public void Fault_weighs_more_than_alarm_alarm_than_product_product_than_version_and_version_than_words()
    {
        var question = new KnowledgeQuestion("干线R_LOS告警 laser failure", "BIZ_INTERRUPTED", "TR-10G", "5.21");
        var articles = new[]
        {
            new KnowledgeArticle { No = "words", Title = "laser", Symptom = "告警" },
            new KnowledgeArticle { No = "version", Versions = ["5.21"] },
            new KnowledgeArticle { No = "product", ProductCodes = ["TR-10G"] },
            new KnowledgeArticle { No = "alarm", AlarmCodes = ["R_LOS"] },
            new KnowledgeArticle { No = "fault", FaultCodes = ["BIZ_INTERRUPTED"] },
            new KnowledgeArticle { No = "nothing", Title = "fan" },
        };

        var hits = articles.Select(article => KnowledgeHit.Of(article, question)).OrderByDescending(hit => hit.Score).ToList();

        Assert.Equal(["fault", "alarm", "product", "version", "words", "nothing"], hits.Select(hit => hit.Article.No));
        Assert.Equal((KnowledgeReason.Alarm, "R_LOS"), hits[1].Reasons.Single());
        Assert.Equal(0, hits[^1].Score);
    }
}
