using Elsa.ITR.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Shell;

/// <summary>What every component of the pages has: texts, the instant of the answer, and words for instants.</summary>
public abstract class View : ComponentBase
{
    [Inject] protected IStringLocalizer<Ui> T { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    private DateTimeOffset? _now;

    /// <summary>The instant of this answer; every clock of the page counts from it.</summary>
    protected DateTimeOffset Now => _now ??= Time.GetUtcNow();

    protected string At(DateTimeOffset at) => Moments.Words(at, Now);

    protected string At(DateTimeOffset? at) => at is { } instant ? At(instant) : "–";
}
