using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Inbox.Bulk;

/// <summary>One thing done to several work items: a preview, then each by a command of its own, and an outcome per item.</summary>
public static class BulkWork
{
    /// <param name="Refusal">Why it was not done, in the words of the person; null when it was.</param>
    /// <param name="Code">The rule that refused it.</param>
    public sealed record Done(WorkItem Item, string? Refusal, string? Code = null);

    public sealed class Handler(ItrDbContext db, IWorkItems items, InboxDesk inbox, Shell.Command run, TimeProvider time, IStringLocalizer<Ui> texts)
    {
        /// <param name="key">Idempotency key of the whole; each item has one of its own from it.</param>
        public async Task<IReadOnlyList<Done>> HandleAsync(BulkAction action, IEnumerable<WorkItem> wanted, Said said, string? key, CancellationToken cancellationToken)
        {
            var done = new List<Done>();
            foreach (var item in wanted)
            {
                db.Forget(); // each is read as it stands after the one before
                try
                {
                    await OneAsync(action, item, said, key is null ? null : $"{key}:{item.No}", cancellationToken);
                    done.Add(new Done(item, null));
                }
                catch (RuleViolationException rule)
                {
                    done.Add(new Done(item, rule.Words(texts), rule.Code));
                }
            }

            return done;
        }

        // What was said is the same when it is repeated; what the items propose and their versions are not.
        private Task OneAsync(BulkAction action, WorkItem item, Said said, string? key, CancellationToken cancellationToken) => action switch
        {
            BulkAction.Claim => run.RunAsync<ClaimWorkItem.Command, bool>(new(item.No, Release: false), "POST /work-items/{no}/claim", key, cancellationToken, item.No),
            BulkAction.Reassign => run.RunAsync<ReassignWorkItem.Command, bool>(
                new(item.No, said.Person!.Value, said.Reason!), "POST /work-items/{no}/reassign", key, cancellationToken, item.RecordNo),
            _ => CompleteWorkItem.RunAsync(
                new CompleteWorkItem.Command(item.No, said.Outcome!, said.FieldsOf(item, inbox, time.GetUtcNow()), item.RowVersion), "POST /work-items/{no}", key, items, run, cancellationToken, said),
        };
    }

    /// <summary>The body of the route.</summary>
    /// <param name="Items">Numbers, at most 100.</param>
    /// <param name="PersonId">To whom they go.</param>
    /// <param name="Reason">Why they go to him.</param>
    /// <param name="Outcome">What ends them.</param>
    /// <param name="Fields">Answers for all of them; what is missing is as each item proposes it.</param>
    public sealed record Body(BulkAction Do, IReadOnlyList<string>? Items, Guid? PersonId = null, string? Reason = null, string? Outcome = null, IReadOnlyDictionary<string, string?>? Fields = null)
    {
        /// <exception cref="RuleViolationException">bulk.too-many, .incomplete.</exception>
        public Said Read() => Do switch
        {
            _ when Items?.Count > PreviewBulk.Most => throw new RuleViolationException("bulk.too-many", ("max", PreviewBulk.Most)),
            BulkAction.Reassign when PersonId is null || string.IsNullOrWhiteSpace(Reason) => throw new RuleViolationException("bulk.incomplete"),
            BulkAction.Complete when string.IsNullOrEmpty(Outcome) => throw new RuleViolationException("bulk.incomplete"),
            _ => new Said(PersonId, Reason?.Trim(), Outcome, Fields ?? new Dictionary<string, string?>()),
        };
    }

    /// <summary>What one thing would do to several work items.</summary>
    /// <param name="People">To whom all of them can go; only when they are to.</param>
    /// <param name="Form">The form that most of them have; only when they are to end.</param>
    public sealed record Preview(
        IReadOnlyList<PreviewLine> Items, IReadOnlyList<ReassignWorkItem.Person> People, WorkItemForm? Form, IReadOnlyList<string> Outcomes, IReadOnlyDictionary<string, IReadOnlyList<FormChoice>> Options);

    /// <param name="Why">Why it takes no part; null when it does.</param>
    public sealed record PreviewLine(string No, Bilingual Title, string RecordNo, string? Why);

    /// <summary>What became of each.</summary>
    public sealed record Answer(int Done, IReadOnlyList<Line> Items);

    /// <param name="Refusal">Why it was not done; null when it was.</param>
    /// <param name="Code">The rule that refused it.</param>
    public sealed record Line(string No, string? Refusal, string? Code);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/work-items/bulk/preview", async (Body body, PreviewBulk.Handler preview, IStringLocalizer<Ui> texts, CancellationToken cancellationToken) =>
            {
                var found = await preview.HandleAsync(body.Do, Numbers(body.Items), cancellationToken);
                return TypedResults.Ok(new Preview(
                    [.. found.Lines.Select(line => new PreviewLine(line.Item.No, line.Item.Title, line.Item.RecordNo, line.Why is { } why ? texts[why].Value : null))],
                    [.. found.People.Select(ReassignWorkItem.Person.Of)], found.Form, found.Outcomes, found.Options));
            })
            .RequireAuthorization(Permissions.InboxWork)
            .WithExample(new Body(BulkAction.Reassign, ["TASK-20261123-00001", "TASK-20261123-00002"]))
            .WithSummary("What one thing would do to several work items: which take part, which do not and why, and what has to be said for it");

        api.MapPost("/work-items/bulk", async (Body body, ItrDbContext db, Handler work, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
            {
                var (said, wanted) = (body.Read(), Numbers(body.Items));
                var found = await db.Set<WorkItem>().AsNoTracking().Where(item => wanted.Contains(item.No)).OrderBy(item => item.No).ToListAsync(cancellationToken);
                var done = await work.HandleAsync(body.Do, found, said, key, cancellationToken);
                return TypedResults.Ok(new Answer(done.Count(x => x.Refusal is null), [.. done.Select(x => new Line(x.Item.No, x.Refusal, x.Code))]));
            })
            .RequireAuthorization(Permissions.InboxWork).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body(BulkAction.Reassign, ["TASK-20261123-00001", "TASK-20261123-00002"], new Guid("0199c0de-0000-7000-8000-000000000000"), "On leave from tomorrow"))
            .WithSummary("Take, hand on or end several work items, each by itself, with an outcome per item")
            .WithDescription("Items that the caller does not see are left out of the answer. Idempotency-Key makes a repeated call answer as the first.");
    }

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

    private static async Task<IResult> RunAsync(HttpContext http, PreviewBulk.Handler previews, Handler work, IStringLocalizer<Ui> texts)
    {
        var posted = await http.Request.ReadFormAsync(http.RequestAborted);
        var back = BackOf(posted["returnUrl"]);
        if (ActionOf(posted["do"]) is not { } action || posted["item"].Count == 0)
            return Pages.Next(back);

        var preview = await previews.HandleAsync(action, Numbers(posted["item"]), http.RequestAborted);
        var said = Said.Of(preview, posted);
        if (said.Missing(preview) is { } missing)
            return Pages.Show<BulkDialog>(new { Preview = preview, Back = back, Said = said, Error = texts[missing].Value }, StatusCodes.Status422UnprocessableEntity);

        var done = await work.HandleAsync(action, preview.Possible, said, posted["key"], http.RequestAborted);
        return Pages.Show<BulkResult>(new { preview.Do, Items = done, Excluded = preview.Lines.Where(line => line.Why is not null).ToList(), Back = back });
    }

    private static BulkAction? ActionOf(string? name) => Enum.GetValues<BulkAction>().Cast<BulkAction?>().FirstOrDefault(x => string.Equals(x.ToString(), name, StringComparison.OrdinalIgnoreCase));

    private static List<string> Numbers(IEnumerable<string?>? items) => [.. (items ?? []).OfType<string>().Distinct(StringComparer.Ordinal)];

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
