using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Designer;

// The toolbox and the canvas, by mouse and keyboard.
public sealed partial class StudioPage
{
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

    /// <summary>Ids of the nodes that a person sees without moving the canvas.</summary>
    public Task<string[]> InSightAsync() =>
        Frame.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('.x6-node')].filter(x => {
              const box = x.getBoundingClientRect();
              return [.25, .5, .75].some(part => x.contains(document.elementFromPoint(box.x + box.width * part, box.y + box.height * part))); // an arrow may cross it
            }).map(x => x.getAttribute('data-cell-id'))
            """);

    /// <summary>The class of a badge of a step at which an instance waits.</summary>
    public static Regex Waits => new("mud-theme-warning");

    /// <summary>The class of a badge of a step that an instance has passed.</summary>
    public static Regex Passed => new("mud-theme-success");

    /// <summary>How often an instance was at a step, and whether it waits there.</summary>
    public ILocator BadgeOf(string id) => NodeOf(id).Locator(".mud-badge").First;

    /// <summary>The categories of the toolbox.</summary>
    public async Task<IReadOnlyList<string>> CategoriesAsync()
    {
        await Frame.WaitForSelectorAsync(".mud-expand-panel .mud-expand-panel-header");
        return [.. (await Frame.Locator(".mud-expand-panel .mud-expand-panel-header").AllInnerTextsAsync()).Select(text => text.Trim())];
    }

    /// <summary>Moves the canvas until a node lies well within it.</summary>
    public async Task BringAsync(string id)
    {
        for (var turn = 0; turn < 40; turn++)
        {
            var area = (await Frame.Locator(".x6-graph").First.BoundingBoxAsync())!;
            var box = (await NodeOf(id).BoundingBoxAsync())!;
            var (x, y) = (Math.Clamp(area.X + 150 - box.X, -400, 400), Math.Clamp(area.Y + 150 - box.Y, -200, 200));
            if (Math.Abs(x) < 40 && Math.Abs(y) < 40)
                return;

            var from = await BlankAsync(0, 0, x, y);
            await DragAsync(from.X, from.Y, from.X + x, from.Y + y);
        }

        Assert.Fail($"The canvas could not be moved to {id}.");
    }

    /// <summary>Selects a node and waits for its properties.</summary>
    public async Task SelectAsync(string id)
    {
        await BringAsync(id);
        var box = (await NodeOf(id).BoundingBoxAsync())!;
        await _page.Mouse.ClickAsync(box.X + Math.Min(70, box.Width / 2), box.Y + Math.Min(20, box.Height / 2));
        await Frame.WaitForSelectorAsync($".x6-node-selected[data-cell-id='{id}']", new FrameWaitForSelectorOptions { State = WaitForSelectorState.Attached });
        await SettleAsync();
    }

    /// <summary>Drags an activity from the toolbox to a free place of the canvas; answers the id of the new step.</summary>
    public async Task<string> DropAsync(string category, string activity)
    {
        var before = (await NodesAsync()).Select(node => node.Id).ToHashSet();
        await Frame.Locator(".mud-expand-panel-header").Filter(new LocatorFilterOptions { HasText = category }).First.ClickAsync();
        var item = Frame.Locator(".mud-expand-panel [draggable=true]").Filter(new LocatorFilterOptions { HasText = activity }).First;
        await item.ScrollIntoViewIfNeededAsync();
        await SettleAsync();
        var box = (await item.BoundingBoxAsync())!;
        var place = await BlankAsync(230, 66);
        await DragAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2), place.X + 5, place.Y + 5);
        await SettleAsync();
        return Assert.Single(await NodesAsync(), node => !before.Contains(node.Id)).Id;
    }

    /// <summary>Draws a connection from a port to a step.</summary>
    public async Task LinkAsync(string from, string port, string to)
    {
        var before = await ArrowsAsync();
        var (start, end) = (await PortAsync(from, port), await PortAsync(to, "In"));
        await DragAsync(start.X, start.Y, end.X, end.Y);
        await SettleAsync();
        Assert.Equal(before + 1, await ArrowsAsync());
    }

    /// <summary>Selects the connection between two steps and presses Delete.</summary>
    public async Task CutAsync(string from, string port, string to)
    {
        var before = await ArrowsAsync();
        var (start, end) = (await PortAsync(from, port), await PortAsync(to, "In"));
        var corner = (await _page.Locator("iframe.studio").BoundingBoxAsync())!;
        var spot = await Frame.EvaluateAsync<float[]?>(
            """
            ends => {
              for (const arrow of document.querySelectorAll('.x6-edge')) {
                const path = arrow.querySelector('path'), length = path.getTotalLength();
                const at = way => { const { x, y } = path.getPointAtLength(way).matrixTransform(path.getScreenCTM()); return { x, y }; };
                const near = (one, x, y) => Math.hypot(one.x - x, one.y - y) < 25;
                if (!near(at(0), ends[0], ends[1]) || !near(at(length), ends[2], ends[3])) continue;
                for (let way = length / 2; way < length; way += 4) {
                  const point = at(way);
                  if (document.elementFromPoint(point.x, point.y)?.closest('.x6-edge') === arrow) return [point.x, point.y];
                }
              }
              return null;
            }
            """, new double[] { start.X - corner.X, start.Y - corner.Y, end.X - corner.X, end.Y - corner.Y });
        Assert.True(spot is not null, $"No connection from {from}, {port}, to {to} is drawn.");
        await _page.Mouse.ClickAsync(corner.X + spot[0], corner.Y + spot[1]);
        await Frame.WaitForSelectorAsync(".x6-edge-selected", new FrameWaitForSelectorOptions { State = WaitForSelectorState.Attached });
        await _page.Keyboard.PressAsync("Delete");
        await SettleAsync();
        Assert.Equal(before - 1, await ArrowsAsync());
    }

    private Task<int> ArrowsAsync() => Frame.Locator(".x6-edge").CountAsync();

    private ILocator NodeOf(string id) => Frame.Locator($".x6-node[data-cell-id='{id}']").First;

    private async Task<Spot> PortAsync(string id, string port)
    {
        var box = (await NodeOf(id).Locator($".x6-port-body[port='{port}']").BoundingBoxAsync())!;
        return new Spot(box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    /// <summary>Upper left corner of a rectangle of the visible canvas in which nothing is drawn.</summary>
    /// <param name="byX">How far it is dragged; the mouse stays within the canvas.</param>
    private async Task<Spot> BlankAsync(float width, float height, float byX = 0, float byY = 0)
    {
        var corner = (await _page.Locator("iframe.studio").BoundingBoxAsync())!;
        var found = await Frame.WaitForFunctionAsync(
            """
            ([width, height, byX, byY]) => {
              const canvas = document.querySelector('.x6-graph').getBoundingClientRect();
              const inside = (x, y) => x > canvas.left && x < canvas.right && y > canvas.top && y < canvas.bottom;
              const free = (x, y) => document.elementFromPoint(x, y)?.classList.contains('x6-graph-svg');
              for (let y = canvas.bottom - 20; y > canvas.top; y -= 10)
                for (let x = canvas.left + 10; x < canvas.right; x += 10) {
                  let all = inside(x + byX, y + byY);
                  for (let dx = 0; all && dx <= width; dx += 10) for (let dy = 0; all && dy <= height; dy += 10) all = free(x + dx, y + dy);
                  if (all) return [x, y];
                }
              return null;
            }
            """, new double[] { width, height, byX, byY }, Waiting);
        var spot = await found.JsonValueAsync<float[]>();
        return new Spot(corner.X + spot[0], corner.Y + spot[1]);
    }

    private async Task DragAsync(float fromX, float fromY, float toX, float toY)
    {
        await _page.Mouse.MoveAsync(fromX, fromY);
        await _page.Mouse.DownAsync();
        await _page.Mouse.MoveAsync((fromX + toX) / 2, (fromY + toY) / 2, new MouseMoveOptions { Steps = 6 });
        await _page.Mouse.MoveAsync(toX, toY, new MouseMoveOptions { Steps = 6 });
        await _page.WaitForTimeoutAsync(150);
        await _page.Mouse.UpAsync();
        await _page.WaitForTimeoutAsync(200);
    }

    /// <summary>A node on the canvas.</summary>
    public sealed record Node(string Id, string Text, double X, double Y, double Width, double Height)
    {
        public bool Overlaps(Node other) => X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
    }

    private sealed record Spot(float X, float Y);
}
