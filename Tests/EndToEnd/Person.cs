using Elsa.ITR.Web.Seeding;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd;

/// <summary>Somebody at his browser: signs in, finds his work in the inbox, fills the form, completes.</summary>
public sealed class Person(IPage page, string userName)
{
    public IPage Page => page;

    public static async Task<Person> SignInAsync(Browser browser, Uri address, string userName, string language = "zh-CN", bool dark = false, bool phone = false)
    {
        var context = await browser.OpenAsync(address, language, dark, phone);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#userName", userName);
        await page.FillAsync("#password", DemoAccounts.Password);
        await page.ClickAsync("form button[type=submit].pri");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        var person = new Person(page, userName);
        if (language == "en")
            await person.SwitchLanguageAsync(phone);
        return person;
    }

    /// <summary>Opens the work of a kind for a case in the inbox, offered to him or held by him.</summary>
    public async Task OpenAsync(string taskType, string caseNo)
    {
        foreach (var view in new[] { "offered", "mine" })
        {
            await page.GotoAsync($"/inbox?view={view}&type={taskType}&q={caseNo}");
            if (await page.GetByTestId("work-form").IsVisibleAsync())
                return;
        }

        await Assertions.Expect(page.GetByTestId("work-form")).ToBeVisibleAsync(new() { Timeout = 15_000 });
    }

    /// <summary>Does the work of a kind for a case: chooses the outcome, fills the named fields, completes.</summary>
    /// <param name="fields">Field key and value; selects take the value, check lists are ticked by <c>*</c>, cells of tables are named <c>key.0.column</c>.</param>
    public async Task CompleteAsync(string taskType, string caseNo, string outcome, params (string Key, string Value)[] fields)
    {
        await OpenAsync(taskType, caseNo);
        var form = page.GetByTestId("work-form");
        if (await form.Locator($"input[type=radio][name=outcome][value={outcome}]").CountAsync() > 0)
            await form.Locator($"input[type=radio][name=outcome][value={outcome}]").CheckAsync();
        foreach (var (key, value) in fields)
            await FillAsync(form, key, value);

        var no = (await form.GetAttributeAsync("action"))!.Split('/')[^1];
        await page.GetByTestId("complete").ClickAsync();
        await Assertions.Expect(page.Locator($"form#work[action='/work-items/{no}']")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
    }

    /// <summary>Id of the running instance of a flow for a case.</summary>
    public async Task<string> InstanceOfAsync(string caseNo, string flow)
    {
        var answer = await page.Context.APIRequest.PostAsync(
            "/elsa/api/workflow-instances",
            new()
            {
                DataObject = new { definitionIds = new[] { flow }, correlationId = caseNo, page = 0, pageSize = 10 },
                Headers = new Dictionary<string, string> { ["Origin"] = new Uri(page.Url).GetLeftPart(UriPartial.Authority) },
            });
        Assert.True(answer.Ok, await answer.TextAsync());
        return (await answer.JsonAsync())!.Value.GetProperty("items").EnumerateArray().Single(x => x.GetProperty("correlationId").GetString() == caseNo).GetProperty("id").GetString()!;
    }

    private static async Task FillAsync(ILocator form, string key, string value)
    {
        if (value == "*")
        {
            foreach (var box in await form.Locator($"input[type=checkbox][name='f.{key}']").AllAsync())
                await box.CheckAsync();
            return;
        }

        var field = key.Contains('.', StringComparison.Ordinal) ? form.Locator($"[name='f.{key}']") : form.Locator($"#f-{key}");
        if (await field.EvaluateAsync<string>("e => e.tagName") == "SELECT")
            await field.SelectOptionAsync(value);
        else
            await field.FillAsync(value);
    }

    private async Task SwitchLanguageAsync(bool phone)
    {
        if (phone)
            await page.ClickAsync("summary.me");
        await page.ClickAsync(phone ? ".only-p button[lang]" : "button.lang");
        await page.WaitForLoadStateAsync();
    }

    public override string ToString() => userName;
}
