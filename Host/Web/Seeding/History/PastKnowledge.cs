using Bogus;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Seeding.Demo;

namespace Elsa.ITR.Web.Seeding.History;

/// <summary>60 articles, 50 of them published, learnt from cases of the past (demo-data.md §6).</summary>
internal static class PastKnowledge
{
    private const int Count = 60, Published = 50, InReview = 5;

    // Alarms that equipment raises with each kind of fault.
    private static readonly Dictionary<string, string[]> Alarms = new()
    {
        ["BIZ_INTERRUPTED"] = ["R_LOS", "HARD_BAD"],
        ["BIZ_PERF_LIMIT"] = ["B2_EXC", "B3_SD"],
        ["NMS_DOWN"] = ["NMS_OFFLINE"],
        ["NMS_NE_LOGIN"] = ["NE_COMMU_BREAK"],
        ["TEMP_GT45"] = ["TEMP_OVER"],
        ["TEMP_FAN_GT30"] = ["FAN_FAIL", "TEMP_OVER"],
        ["TEMP_FAN_LE30"] = ["FAN_FAIL"],
        ["BIZ_MINOR_ALARM"] = ["LSR_BIAS_HIGH"],
        ["BIZ_TRANSIENT"] = ["R_LOS"],
        ["OTH_ANCILLARY"] = ["POWER_FAIL"],
    };

    public static IEnumerable<object> Of(DemoWorld world, IReadOnlyList<PastCase> cases, Faker chance)
    {
        var articles = Articles(world, cases, chance).ToList();
        var links = Links(articles, cases).ToList();
        foreach (var article in articles)
            article.HelpfulCount = links.Count(link => link.ArticleId == article.Id);
        return [.. articles, .. links];
    }

    // Of the faults that an article could have helped with, two of three were solved with the newest that fitted.
    private static IEnumerable<CaseArticle> Links(IReadOnlyList<KnowledgeArticle> articles, IReadOnlyList<PastCase> cases)
    {
        foreach (var (index, past) in cases.Where(x => x.Fault is not null).Index())
        {
            var fitting = articles.Where(x => x.PublishedAt < past.Case.CompletedAt && x.FaultCodes.Contains(past.Fault!.Code)).MaxBy(x => x.PublishedAt);
            if (fitting is not null && index % 3 != 0)
                yield return new CaseArticle { Id = StableId.Of("case-article", past.Case.No), CaseId = past.Case.Id, ArticleId = fitting.Id };
        }
    }

    private static IEnumerable<KnowledgeArticle> Articles(DemoWorld world, IReadOnlyList<PastCase> cases, Faker chance)
    {
        var versions = world.Versions.ToDictionary(x => x.Value.Id, x => x.Key.No);
        var sources = cases.Where(x => x.Fault is not null).ToList();
        var step = sources.Count / Count;
        var days = new Dictionary<DateOnly, int>();
        for (var i = 0; i < Count; i++)
        {
            var past = sources[i * step];
            var fault = past.Fault!;
            var day = past.Case.ClosedAt!.Value.LocalDate();
            var sequence = days[day] = days.GetValueOrDefault(day) + 1;
            var no = $"KB-{day:yyyyMMdd}-{sequence:0000}";
            var state = i < Published ? ArticleState.Published : i < Published + InReview ? ArticleState.InReview : ArticleState.Draft;
            var alarms = Alarms.GetValueOrDefault(fault.Code, []);
            yield return new KnowledgeArticle
            {
                Id = StableId.Of("article", no),
                No = no,
                Title = $"{fault.Products[i % fault.Products.Length]} {fault.Zh}:{fault.CauseZh}的处理",
                ProductCodes = [.. fault.Products],
                FaultCodes = [fault.Code],
                Versions = past.Equipment?.SoftwareVersionId is { } version ? [versions[version]] : [],
                AlarmCodes = [.. alarms],
                Symptom = $"{fault.Zh}。{fault.En}.{(alarms.Length > 0 ? $" {string.Join(", ", alarms)}" : "")}",
                Cause = $"{fault.CauseZh} ({fault.CauseEn})。",
                Solution = $"1. 核对告警与性能数据。2. {fault.CureZh} ({fault.CureEn})。3. 观察 30 分钟,确认告警消除、业务正常。",
                SourceCaseId = past.Case.Id,
                State = state,
                ViewCount = state == ArticleState.Published ? chance.Random.Int(5, 240) : 0,
                PublishedAt = state == ArticleState.Published ? past.Case.ClosedAt.Value.AddDays(2) : null,
            };
        }
    }
}
