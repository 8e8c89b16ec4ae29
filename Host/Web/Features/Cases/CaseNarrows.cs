using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>What a list is narrowed to beside its view, level and text, in words, each with the list without it.</summary>
public static class CaseNarrows
{
    public sealed record Narrow(string Text, CaseFilter Without);

    public static IReadOnlyList<Narrow> Of(CaseFilter filter, IStringLocalizer<Ui> texts, DateTimeOffset now)
    {
        var found = new List<Narrow>();
        filter = filter with { After = null };
        if (filter.Promise is { } promise)
            found.Add(new Narrow(texts["Cases.Promise." + promise], filter with { PromiseName = null }));
        if (filter.Mark is { } mark)
            found.Add(new Narrow(texts["Cases.Mark." + mark], filter with { MarkName = null }));
        if (filter.IsUnlevelled)
            found.Add(new Narrow(texts["Dashboard.NoLevel"], filter with { LevelText = null }));
        if (filter.Type is { } type)
            found.Add(new Narrow(Names.Of(type), filter with { TypeName = null }));
        if (Period.Find(filter.PeriodText, now.LocalDate()) is { } period)
            found.Add(new Narrow(texts["Cases.On." + filter.Instant, period.Words], filter with { PeriodText = null, InstantName = null }));
        if (filter.Age is { } age)
            found.Add(new Narrow(texts["Cases.Age." + age.Name], filter with { AgeName = null }));
        if (filter.Cause is { } cause)
            found.Add(new Narrow(Names.Of(cause), filter with { CauseName = null }));
        if (filter.Region is { Length: > 0 } region)
            found.Add(new Narrow(region, filter with { Region = null }));
        if (filter.Customer is { Length: > 0 } customer)
            found.Add(new Narrow(customer, filter with { Customer = null }));
        if (filter.Contract is { Length: > 0 } contract)
            found.Add(new Narrow(contract, filter with { Contract = null }));
        return found;
    }
}
