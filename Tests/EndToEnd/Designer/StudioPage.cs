using System.Text.Json;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Designer;

/// <summary>The designer page of a person: Elsa Studio in the frame, and everything that went wrong while it was open.</summary>
public sealed class StudioPage
{
    private const int Patience = 90_000; // the WebAssembly runtime starts slowly on a busy machine

    private readonly IPage _page;
    private readonly List<string> _problems = [];

    private StudioPage(IPage page)
    {
        _page = page;
        page.Console += (_, message) => NoteIf(message.Type == "error", $"console: {message.Text}");
        page.PageError += (_, error) => _problems.Add($"page: {error}");
        page.RequestFailed += (_, request) => NoteIf(!request.Url.EndsWith("/live", StringComparison.Ordinal), $"failed: {request.Method} {request.Url} {request.Failure}");
        page.Response += (_, answer) => NoteIf(answer.Status >= 400, $"{answer.Status}: {answer.Request.Method} {answer.Url}");
    }

    /// <summary>Console errors, exceptions, failed requests and foreign addresses so far.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public IPage Page => _page;

    private IFrame Frame => _page.Frames.First(frame => frame.Url.Contains("/frame/", StringComparison.Ordinal));

    /// <summary>Opens a definition or instance and waits until its nodes are drawn.</summary>
    /// <param name="path">E.g. <c>/designer/itr-clock-pause</c>.</param>
    public static async Task<StudioPage> OpenAsync(Person person, string path, int nodes)
    {
        var studio = new StudioPage(await person.Page.Context.NewPageAsync());
        studio._page.Request += (_, request) => studio.NoteIf(IsForeign(request.Url, person.Page.Url), $"foreign: {request.Url}");
        await studio._page.GotoAsync(path);
        await studio._page.WaitForSelectorAsync("iframe.studio");
        await studio.Frame.WaitForFunctionAsync(
            "n => [...document.querySelectorAll('.x6-node')].filter(x => x.querySelector('.activity-label')?.textContent.trim()).length >= n", nodes,
            new FrameWaitForFunctionOptions { Timeout = Patience, PollingInterval = 250 });
        await studio._page.WaitForTimeoutAsync(1500); // Studio lays the nodes out once more when it has measured them
        return studio;
    }

    /// <summary>The nodes as drawn, in pixels of the screen.</summary>
    public async Task<IReadOnlyList<Node>> NodesAsync()
    {
        var json = await Frame.EvaluateAsync<string>(
            """
            () => JSON.stringify([...document.querySelectorAll('.x6-node')].map(x => {
              const box = (x.querySelector('.elsa-activity, .activity') ?? x).getBoundingClientRect();
              return { id: x.getAttribute('data-cell-id'), text: x.querySelector('.activity-label')?.textContent.trim() ?? '', x: box.x, y: box.y, width: box.width, height: box.height };
            }))
            """);
        return JsonSerializer.Deserialize<List<Node>>(json, JsonSerializerOptions.Web)!;
    }

    /// <summary>The categories of the toolbox.</summary>
    public async Task<IReadOnlyList<string>> CategoriesAsync()
    {
        await Frame.WaitForSelectorAsync(".mud-expand-panel .mud-expand-panel-header");
        return [.. (await Frame.Locator(".mud-expand-panel .mud-expand-panel-header").AllInnerTextsAsync()).Select(text => text.Trim())];
    }

    /// <summary>Selects the first of these nodes that lies within the canvas, and waits for its properties.</summary>
    /// <remarks>Nothing is scrolled: that would move the toolbars out of the frame.</remarks>
    public async Task SelectAsync(IReadOnlyCollection<string> ids)
    {
        var area = (await Frame.Locator(".x6-graph").First.BoundingBoxAsync())!;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            foreach (var id in ids)
            {
                var box = await Frame.Locator($".x6-node[data-cell-id='{id}']").First.BoundingBoxAsync();
                if (box is null || box.X < area.X || box.Y < area.Y || box.X + 70 > area.X + area.Width || box.Y + 30 > area.Y + area.Height)
                    continue;

                await _page.Mouse.ClickAsync(box.X + Math.Min(70, box.Width / 2), box.Y + Math.Min(20, box.Height / 2));
                await _page.WaitForTimeoutAsync(1500);
                if (await Frame.Locator($".x6-node-selected[data-cell-id='{id}']").CountAsync() > 0)
                    return;
            }
        }

        Assert.Fail($"None of {string.Join(", ", ids)} lies on the canvas and can be selected.");
    }

    /// <summary>The labels of the inputs that the properties panel shows.</summary>
    public async Task<IReadOnlyList<string>> InputLabelsAsync()
    {
        await Frame.WaitForSelectorAsync(".mud-input-control label");
        return [.. (await Frame.Locator(".mud-input-control label").AllInnerTextsAsync()).Select(text => text.Trim())];
    }

    /// <summary>Presses Save and answers what the host said.</summary>
    public async Task<IResponse> SaveAsync() =>
        await _page.RunAndWaitForResponseAsync(
            () => Frame.Locator(".elsa-toolbar-icon button").First.EvaluateAsync("x => x.click()"),
            answer => answer.Request.Method == "POST" && answer.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal),
            new PageRunAndWaitForResponseOptions { Timeout = 20_000 });

    public Task<bool> HasFailedAsync() => Frame.EvaluateAsync<bool>("() => getComputedStyle(document.getElementById('blazor-error-ui')).display !== 'none'");

    private static bool IsForeign(string url, string page) => url.StartsWith("http", StringComparison.Ordinal) && new Uri(url).Authority != new Uri(page).Authority;

    private void NoteIf(bool isProblem, string what)
    {
        if (isProblem)
            _problems.Add(what);
    }

    /// <summary>A node on the canvas.</summary>
    public sealed record Node(string Id, string Text, double X, double Y, double Width, double Height)
    {
        public bool Overlaps(Node other) => X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
    }
}
