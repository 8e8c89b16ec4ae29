using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Designer;

// The properties of the selected step.
public sealed partial class StudioPage
{
    /// <summary>The labels of the inputs that the properties panel shows.</summary>
    public async Task<IReadOnlyList<string>> InputLabelsAsync()
    {
        await Frame.WaitForSelectorAsync(".mud-input-control label");
        return [.. (await Frame.Locator(".mud-input-control label").AllInnerTextsAsync()).Select(text => text.Trim())];
    }

    /// <summary>Labels of the list boxes that the selected step shows.</summary>
    public async Task<IReadOnlyList<string>> ListBoxesAsync()
    {
        await Frame.WaitForSelectorAsync(".mud-form");
        return [.. (await Frame.Locator(".mud-form .mud-input-control.mud-select-extended label.mud-input-label-inputcontrol").AllInnerTextsAsync()).Select(text => text.Trim())];
    }

    /// <summary>Opens a list box, reads what it offers, and closes it.</summary>
    public async Task<IReadOnlyList<string>> OffersOfAsync(string label)
    {
        var open = await OpenListAsync(label);
        var offers = (await open.Locator(".mud-list-item-clickable-extended, .mud-list-item-clickable").AllInnerTextsAsync()).Select(text => text.Trim()).Where(text => text.Length > 0).ToList();
        await Frame.Locator(".mud-overlay").Last.ClickAsync(new LocatorClickOptions { Position = new Position { X = 5, Y = 5 } });
        await Assertions.Expect(Frame.Locator(".mud-popover-open")).ToHaveCountAsync(0);
        return offers;
    }

    /// <summary>Chooses in a list box.</summary>
    public async Task ChooseAsync(string label, string text)
    {
        await (await OpenListAsync(label)).GetByText(text).First.ClickAsync();
        await Assertions.Expect(Frame.Locator(".mud-popover-open")).ToHaveCountAsync(0);
        await SettleAsync();
    }

    /// <summary>Adds a word to an input that takes several.</summary>
    public async Task AddWordAsync(string label, string word)
    {
        await ControlOf(label).Locator("input").First.ClickAsync();
        await _page.Keyboard.TypeAsync(word);
        await _page.Keyboard.PressAsync("Enter");
        await SettleAsync();
    }

    /// <summary>Turns an input into a script and types it.</summary>
    public async Task WriteScriptAsync(string label, string script)
    {
        var row = Frame.Locator(".mud-form .d-flex.flex-row").Filter(new LocatorFilterOptions { Has = LabelOf(label) }).First;
        await row.ScrollIntoViewIfNeededAsync();
        await row.Locator("button").Last.ClickAsync();
        await Frame.Locator(".mud-popover-open").GetByText("JavaScript", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await row.Locator(".monaco-editor .view-lines").First.WaitForAsync();
        await SettleAsync(); // the editor is drawn before it listens
        await row.Locator(".monaco-editor").First.ClickAsync();
        await _page.RunAndWaitForResponseAsync(
            () => _page.Keyboard.TypeAsync(script),
            answer => answer.Request.Method == "POST" && answer.Request.PostData?.Contains(script.Split('\'')[^1].TrimStart(' ', '+'), StringComparison.Ordinal) is true);
        await SettleAsync();
        await _page.Keyboard.PressAsync("Escape"); // closes the list of completions
    }

    /// <summary>Gives the selected step the name that is shown on it.</summary>
    public async Task NameAsync(string text)
    {
        await Frame.Locator(".mud-tab").Filter(new LocatorFilterOptions { HasText = "Common" }).First.ClickAsync();
        await ControlOf("Display text").Locator("input").First.FillAsync(text);
        await _page.Keyboard.PressAsync("Tab");
        await SettleAsync();
    }

    private ILocator LabelOf(string label) => Frame.Locator($"label:text-is(\"{label}\")");

    private ILocator ControlOf(string label) => Frame.Locator(".mud-input-control").Filter(new LocatorFilterOptions { Has = LabelOf(label) }).First;

    // What opens is drawn beside Studio's other pop-ups, not within the list box.
    private async Task<ILocator> OpenListAsync(string label)
    {
        await ControlOf(label).Locator(".mud-select-input-extended").First.ClickAsync();
        var open = Frame.Locator(".mud-popover-open");
        await open.WaitForAsync();
        await SettleAsync();
        return open;
    }
}
