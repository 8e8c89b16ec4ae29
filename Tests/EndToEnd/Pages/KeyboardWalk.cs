using Elsa.ITR.Tests.Shared;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Pages;

/// <summary>Goes through an open page by the keys alone: Tab until the focus has come round, arrows in groups of radio buttons, Enter into what opens over the page, Escape out of it.</summary>
/// <param name="opened">Kinds of dialogs and menus that were opened already, on whatever page; null to open none.</param>
public sealed class KeyboardWalk(IPage page, HashSet<string>? opened)
{
    private static readonly string Script = File.ReadAllText(Path.Combine(Repository.Root, "Tests", "EndToEnd", "Pages", "keyboard.js"));

    private static readonly Key Tab = new("Tab", 9), Down = new("ArrowDown", 40), Escape = new("Escape", 27), Enter = new("Enter", 13, "\r");

    private readonly List<string> _found = [];
    private ICDPSession _keys = null!;

    /// <returns>What is wrong, one sentence per finding.</returns>
    public async Task<IReadOnlyList<string>> GoAsync()
    {
        _keys = await page.Context.NewCDPSessionAsync(page);
        await page.EvaluateAsync(Script);
        await TabAsync(null);
        await ArrowsAsync();
        if (opened is not null)
            await OpenAsync(opened);
        if (await page.EvaluateAsync<bool>("() => itrWalk.skip()"))
        {
            await PressAsync(Enter);
            await AskAsync("() => itrWalk.skipped()");
        }

        await AskAsync("() => itrWalk.hovers()");
        await _keys.DetachAsync();
        return _found;
    }

    // Everywhere in the page, or in what the opener opened.
    private async Task TabAsync(int? opener)
    {
        var count = await page.EvaluateAsync<int>("at => itrWalk.start(at)", opener);
        for (var pressed = 0; pressed <= (2 * count) + 40; pressed += count + 4)
        {
            await PressAsync(Tab, count + 4);
            if (await page.EvaluateAsync<bool>("() => itrWalk.go()"))
                break;
        }

        await AskAsync("() => itrWalk.finish()");
    }

    private async Task ArrowsAsync()
    {
        var groups = await page.EvaluateAsync<int>("() => itrWalk.groups.length");
        for (var at = 0; at < groups; at++)
        {
            await page.EvaluateAsync("at => itrWalk.enter(at)", at);
            await PressAsync(Down);
            await AskAsync("at => itrWalk.moved(at)", at);
        }
    }

    private async Task OpenAsync(HashSet<string> opened)
    {
        var openers = await page.EvaluateAsync<string[]>("() => itrWalk.openers()");
        for (var at = 0; at < openers.Length; at++)
        {
            if (!opened.Add(openers[at]))
                continue;

            await page.EvaluateAsync("at => itrWalk.opener(at)", at);
            await PressAsync(Enter);
            await page.WaitForFunctionAsync("at => itrWalk.isOpen(at) && itrWalk.isSettled()", at);
            await TabAsync(at);
            if (await page.EvaluateAsync<bool>("at => itrWalk.again(at)", at))
                await PressAsync(Enter);
            await page.EvaluateAsync("at => itrWalk.inside(at)", at);
            await PressAsync(Escape);
            await AskAsync("at => itrWalk.closed(at)", at);
        }
    }

    private async Task AskAsync(string question, int at = 0) => _found.AddRange(await page.EvaluateAsync<string[]>(question, at));

    // Straight to the browser and without waiting for each: a page has a hundred stops.
    private Task PressAsync(Key key, int times = 1) => Task.WhenAll(Enumerable.Range(0, times).SelectMany(_ => (string[])[key.Text is null ? "rawKeyDown" : "keyDown", "keyUp"]).Select(type =>
        _keys.SendAsync("Input.dispatchKeyEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["key"] = key.Name,
            ["code"] = key.Name,
            ["windowsVirtualKeyCode"] = key.Code,
            ["text"] = type == "keyDown" ? key.Text! : "",
        })));

    private sealed record Key(string Name, int Code, string? Text = null);
}
