namespace Elsa.ITR.Domain.Knowledge;

/// <summary>What an article is looked for by.</summary>
/// <param name="Text">Words of the request: title, description.</param>
/// <param name="FaultCode">Fault code; null for none.</param>
/// <param name="ProductCode">Product code; null for none.</param>
/// <param name="Version">Software version; null for none.</param>
public sealed record KnowledgeQuestion(string Text, string? FaultCode = null, string? ProductCode = null, string? Version = null)
{
    /// <summary>Words worth looking for.</summary>
    public IReadOnlyList<string> Words { get; } = KnowledgeDesk.WordsOf(Text);

    /// <summary>Alarms that the text names.</summary>
    public IReadOnlyList<string> Alarms { get; } = AlarmCodes.In(Text);
}

/// <summary>Why an article fits.</summary>
public enum KnowledgeReason
{
    /// <summary>The same fault code.</summary>
    Fault,
    /// <summary>An alarm that the request names.</summary>
    Alarm,
    /// <summary>The same product.</summary>
    Product,
    /// <summary>The same software version.</summary>
    Version,
    /// <summary>Words of the request.</summary>
    Words,
}

/// <summary>An article that fits, and why.</summary>
/// <param name="Article">The article.</param>
/// <param name="Reasons">The weightiest first, each with what is the same.</param>
public sealed record KnowledgeHit(KnowledgeArticle Article, IReadOnlyList<(KnowledgeReason Reason, string Value)> Reasons)
{
    private const int SameFault = 100, SameAlarm = 70, SameProduct = 40, SameVersion = 25, InTitle = 5, InSymptom = 2, MostWords = 3;

    /// <summary>Its rank among others.</summary>
    public int Score { get; private init; }

    /// <summary>Weighs an article against a question.</summary>
    public static KnowledgeHit Of(KnowledgeArticle article, KnowledgeQuestion question)
    {
        var alarms = question.Alarms.Where(article.AlarmCodes.Contains).ToList();
        var inTitle = question.Words.Where(word => article.Title.Contains(word, StringComparison.OrdinalIgnoreCase)).ToList();
        var inSymptom = question.Words.Where(word => article.Symptom.Contains(word, StringComparison.OrdinalIgnoreCase)).ToList();
        var isFault = question.FaultCode is not null && article.FaultCodes.Contains(question.FaultCode);
        var isProduct = question.ProductCode is not null && article.ProductCodes.Contains(question.ProductCode);
        var isVersion = question.Version is not null && article.Versions.Contains(question.Version);
        var words = inTitle.Union(inSymptom).Except(alarms).Take(MostWords).ToList();
        var reasons = new List<(KnowledgeReason, string)>();
        if (isFault)
            reasons.Add((KnowledgeReason.Fault, question.FaultCode!));
        reasons.AddRange(alarms.Select(alarm => (KnowledgeReason.Alarm, alarm)));
        if (isProduct)
            reasons.Add((KnowledgeReason.Product, question.ProductCode!));
        if (isVersion)
            reasons.Add((KnowledgeReason.Version, question.Version!));
        if (words.Count > 0)
            reasons.Add((KnowledgeReason.Words, string.Join(' ', words)));
        return new KnowledgeHit(article, reasons)
        {
            Score = (isFault ? SameFault : 0) + (SameAlarm * alarms.Count) + (isProduct ? SameProduct : 0) + (isVersion ? SameVersion : 0) + (InTitle * inTitle.Count) + (InSymptom * inSymptom.Count),
        };
    }
}
