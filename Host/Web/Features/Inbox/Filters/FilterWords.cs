using Elsa.ITR.Web.Features.Operations;
using Elsa.ITR.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Inbox.Filters;

/// <summary>What a filter says, in the words of the person.</summary>
public static class FilterWords
{
    /// <summary>View and everything that narrows it, in one line.</summary>
    public static string Of(InboxFilter filter, IStringLocalizer<Ui> texts) =>
        string.Join(" · ", ((string[])[texts["Inbox.View." + filter.View], filter.Level is { } level ? Names.Of("FaultLevel", "Level" + level) : "", filter.Text ?? ""])
            .Where(word => word.Length > 0).Concat(Extras(filter, texts).Select(extra => extra.Words)));

    /// <summary>What narrows the list beside the view, the level and the text, each with the filter without it.</summary>
    public static IEnumerable<(string Words, InboxFilter Without)> Extras(InboxFilter filter, IStringLocalizer<Ui> texts)
    {
        if (filter.Due is { } due)
            yield return (texts["Filters.Due." + due.Name], filter.Alone() with { DueName = null });
        if (filter.Type is { Length: > 0 } type)
            yield return (texts["Filters.TypeIs", type], filter.Alone() with { Type = null });
        if (filter.Flow is { Length: > 0 } flow)
            yield return (FlowNames.Of(flow), filter.Alone() with { Flow = null });
        if (filter.Holder is { Length: > 0 } holder)
            yield return (holder == InboxFilter.Nobody ? texts["Filters.Nobody"] : texts["Filters.HolderIs", holder], filter.Alone() with { Holder = null });
        if (filter.Region is { Length: > 0 } region)
            yield return (texts["Filters.RegionIs", region], filter.Alone() with { Region = null });
        if (filter.Customer is { Length: > 0 } customer)
            yield return (texts["Filters.CustomerIs", customer], filter.Alone() with { Customer = null });
    }
}
