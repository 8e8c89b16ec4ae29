using System.Diagnostics;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Designer;

/// <summary>The designer page of a person: Elsa Studio in the frame, and everything that went wrong while it was open.</summary>
public sealed partial class StudioPage : IAsyncDisposable
{
    /// <summary>Milliseconds; the WebAssembly runtime is slow on a busy machine.</summary>
    public const int Patience = 180_000;

    private static readonly FrameWaitForFunctionOptions Waiting = new() { Timeout = Patience, PollingInterval = 250 };

    private readonly IPage _page;
    private readonly List<string> _problems = [];
    private long _drawn;

    private StudioPage(IPage page)
    {
        _page = page;
        page.Console += (_, message) => NoteIf(message.Type == "error", $"console: {message.Text}");
        page.PageError += (_, error) => _problems.Add($"page: {error}");
        page.RequestFailed += (_, request) => NoteIf(!IsGivenUp(request), $"failed: {request.Method} {request.Url} {request.Failure}");
        page.Response += (_, answer) => NoteIf(answer.Status >= 400, $"{answer.Status}: {answer.Request.Method} {answer.Url}");
    }

    public IPage Page => _page;

    private IFrame Frame => _page.Frames.First(frame => frame.Url.Contains("/frame/", StringComparison.Ordinal));

    /// <summary>Opens a definition or instance and waits until its nodes are drawn.</summary>
    /// <param name="path">E.g. <c>/designer/itr-clock-pause</c>.</param>
    public static async Task<StudioPage> OpenAsync(Person person, string path, int nodes) =>
        await OpenAsync(await person.Page.Context.NewPageAsync(), person.Page.Url, path, nodes);

    /// <summary>Opens it in a page that is there.</summary>
    /// <param name="site">Any address of the host.</param>
    public static async Task<StudioPage> OpenAsync(IPage page, string site, string path, int nodes)
    {
        var studio = new StudioPage(page);
        studio._page.Request += (_, request) => studio.NoteIf(IsForeign(request.Url, site), $"foreign: {request.Url}");
        await studio._page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded, Timeout = Patience });
        await studio._page.WaitForSelectorAsync("iframe.studio");
        await studio.Frame.WaitForFunctionAsync(
            "n => document.body.dataset.ready !== undefined && [...document.querySelectorAll('.x6-node')].filter(x => x.querySelector('.activity-label')?.textContent.trim()).length >= n",
            nodes, Waiting);
        studio._drawn = Stopwatch.GetTimestamp();
        await studio.SettleAsync();
        return studio;
    }

    /// <summary>Shows another definition in the Studio that runs already and waits until all its steps, and no others, are drawn.</summary>
    public async Task ShowAsync(string definitionId, IReadOnlyCollection<string> steps)
    {
        await _page.RunAndWaitForResponseAsync(
            () => Frame.EvaluateAsync("id => document.querySelector('elsa-workflow-definition-editor').setAttribute('definition-id', id)", definitionId),
            answer => answer.Url.Contains($"/{definitionId}?", StringComparison.Ordinal),
            new PageRunAndWaitForResponseOptions { Timeout = Patience });
        await Frame.WaitForFunctionAsync(
            """
            steps => {
              const drawn = [...document.querySelectorAll('.x6-node')].filter(x => x.querySelector('.activity-label')?.textContent.trim()).map(x => x.getAttribute('data-cell-id'));
              return drawn.length === steps.length && steps.every(step => drawn.includes(step));
            }
            """,
            steps, Waiting);
        await SettleAsync();
    }

    /// <summary>From an instant until the nodes were there and could be used.</summary>
    public TimeSpan DrawnAfter(long started) => Stopwatch.GetElapsedTime(started, _drawn);

    /// <summary>Presses Save and answers what the host said.</summary>
    public async Task<IResponse> SaveAsync() =>
        await _page.RunAndWaitForResponseAsync(
            () => Frame.Locator(".elsa-toolbar-icon button").First.EvaluateAsync("x => x.click()"),
            answer => answer.Request.Method == "POST" && answer.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal),
            new PageRunAndWaitForResponseOptions { Timeout = 20_000 });

    /// <summary>No console error, exception, failed request or foreign address so far, and Studio has not given up.</summary>
    public async Task AssertCleanAsync()
    {
        Assert.True(_problems.Count == 0, string.Join('\n', _problems));
        Assert.False(await Frame.EvaluateAsync<bool>("() => getComputedStyle(document.getElementById('blazor-error-ui')).display !== 'none'"));
    }

    /// <summary>A Studio that is left open keeps a core busy.</summary>
    public async ValueTask DisposeAsync() => await _page.CloseAsync();

    // Studio draws what it has measured once more, and puts off its saves a little.
    private Task SettleAsync() => _page.WaitForTimeoutAsync(1500);

    // A page that is left ends its event stream; Studio ends a connection to the hub that it no longer needs, and opens another.
    private static bool IsGivenUp(IRequest request) =>
        request.Url.EndsWith("/live", StringComparison.Ordinal) || (request.Failure == "net::ERR_ABORTED" && request.Url.Contains("/hubs/", StringComparison.Ordinal));

    private static bool IsForeign(string url, string page) => url.StartsWith("http", StringComparison.Ordinal) && new Uri(url).Authority != new Uri(page).Authority;

    private void NoteIf(bool isProblem, string what)
    {
        if (isProblem)
            _problems.Add(what);
    }
}
