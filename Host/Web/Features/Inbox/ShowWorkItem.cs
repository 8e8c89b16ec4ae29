using System.Text.Json;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Features.Records;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>The page and the pane of a work item, and the form that ends it: typed values survive every refusal.</summary>
public static class ShowWorkItem
{
    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/work-items/{no}", async Task<IResult> (string no, GetWorkItem.Handler items, HttpContext http) =>
            await items.HandleAsync(no, http.RequestAborted) is { } work ? Pages.Show<WorkItemPage>(new { Work = work }) : Missing.Record(http, no))
            .RequireAuthorization(Permissions.InboxWork);

        pages.MapGet("/work-items/{no}/pane", async Task<IResult> (string no, string? list, GetWorkItem.Handler items, HttpContext http) =>
            await items.HandleAsync(no, http.RequestAborted) is { } work
                ? http.WantsFragment() ? Pages.Show<WorkItemPane>(new { Work = work, List = list }) : Pages.Show<WorkItemPage>(new { Work = work })
                : Missing.Record(http, no))
            .RequireAuthorization(Permissions.InboxWork);

        pages.MapPost("/work-items/{no}", CompleteAsync).RequireAuthorization(Permissions.InboxWork);
    }

    private static async Task<IResult> CompleteAsync(
        string no, GetWorkItem.Handler details, ItrDbContext db, IWorkItems items, IBlobs blobs, Shell.Command run, TimeProvider time, IStringLocalizer<Ui> texts, HttpContext http)
    {
        var posted = await http.Request.ReadFormAsync(http.RequestAborted);
        if (await details.HandleAsync(no, http.RequestAborted) is not { } work)
            return Missing.Record(http, no);

        var typed = new TypedWork(posted["outcome"], FormValues.Posted(work.Form, posted), posted["list"]);
        try
        {
            if (work.Item.IsOpen)
                typed = await WithFilesAsync(typed, posted, blobs, http.RequestAborted);
            if (work.Item.IsOpen && (typed = Checked(work, typed, time.GetUtcNow(), texts)).HasProblem)
                return Again(http, work, typed);

            var command = new CompleteWorkItem.Command(no, typed.Outcome!, typed.Values, ETags.Read(posted["rowVersion"]), typed.Files);
            var done = await CompleteWorkItem.RunAsync(command, "POST /work-items/{no}", posted["key"], items, run, http.RequestAborted);
            http.Say("Inbox.Completed", RecordLinks.Of(done!.RecordNo), work.Item.Title.ToString(), Names.Of("TaskOutcome", done.Outcome));
            return Pages.Next(typed.List is { Length: > 0 } list ? list : posted["then"] == "case" ? RecordLinks.Of(done.RecordNo) : "/inbox");
        }
        catch (RuleViolationException rule) when (rule.IsConflict())
        {
            db.Forget(); // the other one finished between our first look and the command
            var fresh = await details.HandleAsync(no, http.RequestAborted);
            return Pages.Show<ConflictPage>(new { Work = fresh ?? work, Typed = typed }, StatusCodes.Status409Conflict);
        }
        catch (RuleViolationException rule)
        {
            return Again(http, work, typed with { Error = rule.Words(texts) });
        }
    }

    // Uploads are stored before the command refers to them (D16); those of a refused try come back by their hash.
    private static async Task<TypedWork> WithFilesAsync(TypedWork typed, IFormCollection posted, IBlobs blobs, CancellationToken cancellationToken)
    {
        var kept = posted["file"].Select(text => JsonSerializer.Deserialize<UploadFile.Stored>(text!)).OfType<UploadFile.Stored>();
        List<UploadFile.Stored> files = [.. kept, .. await blobs.StoreAsync(posted.Files, cancellationToken)];
        return files.Count == 0 ? typed : typed with { Values = typed.Values.WithFiles(files), Files = files };
    }

    // All problems at once; the command checks again and would name the first.
    private static TypedWork Checked(GetWorkItem.Details work, TypedWork typed, DateTimeOffset now, IStringLocalizer<Ui> texts)
    {
        if (string.IsNullOrEmpty(typed.Outcome))
            return typed with { Error = texts["Form.OutcomeMissing"] };

        work.Form.Read(typed.Outcome, typed.Values, work.Input, now, out var problems);
        return typed with { Problems = problems };
    }

    private static IResult Again(HttpContext http, GetWorkItem.Details work, TypedWork typed)
    {
        if (!http.WantsFragment() || typed.List is not { Length: > 0 })
            return Pages.Show<WorkItemPage>(new { Work = work, Typed = typed }, StatusCodes.Status422UnprocessableEntity);

        http.Response.Headers["HX-Retarget"] = "#pane";
        http.Response.Headers["HX-Reswap"] = "innerHTML show:#pane:top";
        http.Response.Headers["HX-Push-Url"] = "false";
        return Pages.Show<WorkItemPane>(new { Work = work, Typed = typed, typed.List }, StatusCodes.Status422UnprocessableEntity);
    }
}
