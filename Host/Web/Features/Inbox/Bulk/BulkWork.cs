using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;

namespace Elsa.ITR.Web.Features.Inbox.Bulk;

/// <summary>One thing done to several work items: a preview, then each by a command of its own, and an outcome per item.</summary>
public static class BulkWork
{
    /// <param name="Refusal">Why it was not done, in the words of the person; null when it was.</param>
    public sealed record Done(WorkItem Item, string? Refusal);

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/inbox/bulk", async Task<IResult> (HttpContext http, PreviewBulk.Handler preview) =>
        {
            var query = http.Request.Query;
            return ActionOf(query["do"]) is { } action && query["item"].Count > 0
                ? Pages.Show<BulkDialog>(new { Preview = await preview.HandleAsync(action, Numbers(query["item"]), http.RequestAborted), Back = BackOf(query["returnUrl"]) })
                : Pages.Next(BackOf(query["returnUrl"]));
        }).RequireAuthorization(Permissions.InboxWork);

        pages.MapPost("/inbox/bulk", RunAsync).RequireAuthorization(Permissions.InboxWork);
    }

    private static async Task<IResult> RunAsync(
        HttpContext http, PreviewBulk.Handler previews, InboxDesk inbox, IWorkItems items, ItrDbContext db, Shell.Command run, TimeProvider time, IStringLocalizer<Ui> texts)
    {
        var posted = await http.Request.ReadFormAsync(http.RequestAborted);
        var back = BackOf(posted["returnUrl"]);
        if (ActionOf(posted["do"]) is not { } action || posted["item"].Count == 0)
            return Pages.Next(back);

        var preview = await previews.HandleAsync(action, Numbers(posted["item"]), http.RequestAborted);
        var said = Said.Of(preview, posted);
        if (said.Missing(preview) is { } missing)
            return Pages.Show<BulkDialog>(new { Preview = preview, Back = back, Said = said, Error = texts[missing].Value }, StatusCodes.Status422UnprocessableEntity);

        var done = new List<Done>();
        foreach (var item in preview.Possible)
        {
            db.Forget(); // each is read as it stands after the one before
            done.Add(new Done(item, await TryAsync(() => OneAsync(item))));
        }

        return Pages.Show<BulkResult>(new { preview.Do, Items = done, Excluded = preview.Lines.Where(line => line.Why is not null).ToList(), Back = back });

        async Task<string?> TryAsync(Func<Task> step)
        {
            try
            {
                await step();
                return null;
            }
            catch (RuleViolationException rule)
            {
                return rule.Words(texts);
            }
        }

        Task OneAsync(WorkItem item)
        {
            var key = $"{posted["key"]}:{item.No}";
            return action switch
            {
                BulkAction.Claim => run.RunAsync<ClaimWorkItem.Command, bool>(new(item.No, Release: false), "POST /work-items/{no}/claim", key, http.RequestAborted, item.No),
                BulkAction.Reassign => run.RunAsync<ReassignWorkItem.Command, bool>(
                    new(item.No, said.Person!.Value, said.Reason!), "POST /work-items/{no}/reassign", key, http.RequestAborted, item.RecordNo),
                _ => CompleteWorkItem.RunAsync(
                    new CompleteWorkItem.Command(item.No, said.Outcome!, said.FieldsOf(item, inbox, time.GetUtcNow()), item.RowVersion),
                    "POST /work-items/{no}", key, items, run, http.RequestAborted),
            };
        }
    }

    private static BulkAction? ActionOf(string? name) => Enum.GetValues<BulkAction>().Cast<BulkAction?>().FirstOrDefault(x => string.Equals(x.ToString(), name, StringComparison.OrdinalIgnoreCase));

    private static List<string> Numbers(StringValues items) => [.. items.OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string BackOf(string? url) => url is { Length: > 0 } ? url : "/inbox";

    /// <summary>What the person said for all of them.</summary>
    public sealed record Said(Guid? Person, string? Reason, string? Outcome, IReadOnlyDictionary<string, string?> Fields)
    {
        public static Said Of(PreviewBulk.Preview preview, IFormCollection posted) => new(
            Guid.TryParse(posted["person"], out var person) ? person : null,
            posted["reason"].ToString().Trim() is { Length: > 0 } reason ? reason : null,
            preview.Outcomes.FirstOrDefault(outcome => outcome == posted["outcome"]),
            preview.Form is null ? new Dictionary<string, string?>() : FormValues.Posted(preview.Form, posted));

        /// <returns>Key of the sentence that says what is missing; null for nothing.</returns>
        public string? Missing(PreviewBulk.Preview preview) => preview.Do switch
        {
            BulkAction.Reassign when Person is null || Reason is null => "Inbox.ReassignIncomplete",
            BulkAction.Complete when preview.Form is not null && Outcome is null => "Form.OutcomeMissing",
            _ => null,
        };

        /// <summary>The common answers; where nothing was entered, what the item itself proposes.</summary>
        public IReadOnlyDictionary<string, string?> FieldsOf(WorkItem item, InboxDesk inbox, DateTimeOffset now)
        {
            var own = FormValues.Initial(inbox.FormOf(item), FormJson.Read(item.InputData), now);
            return own.With(Fields.Where(field => field.Value is not null).ToDictionary());
        }
    }
}
