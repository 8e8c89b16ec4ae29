using System.Text.Json;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Records;

/// <summary>A batch replacement from a list of boards, CSV or JSON: first what is wrong in the file, then the form with the good ones.</summary>
public static class CampaignList
{
    private const int Limit = 1024 * 1024;

    /// <param name="Problem">Text key of what is wrong; null for a good row.</param>
    public sealed record Row(int Line, string Serial, string Element, string? Problem);

    public sealed record Preview(IReadOnlyList<Row> Rows)
    {
        /// <summary>Serial numbers that can be replaced.</summary>
        public IReadOnlyList<string> Good => [.. Rows.Where(row => row.Problem is null).Select(row => row.Serial)];
    }

    public sealed class Handler(ItrDbContext db)
    {
        /// <exception cref="RuleViolationException">campaign.list-not-readable.</exception>
        public async Task<Preview> HandleAsync(string text, CancellationToken cancellationToken)
        {
            var rows = Read(text);
            var serials = rows.Select(row => row.Serial).Distinct().ToList();
            var boards = await (from board in db.Set<InstalledBoard>()
                                where serials.Contains(board.SerialNo)
                                join element in db.Set<InstalledEquipment>() on board.EquipmentId equals element.Id
                                select new { board.SerialNo, board.State, element.Code }).AsNoTracking().ToDictionaryAsync(x => x.SerialNo, cancellationToken);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            return new Preview([.. rows.Select(row =>
            {
                var known = boards.GetValueOrDefault(row.Serial);
                var problem = row.Serial.Length == 0 ? "Campaign.List.noSerial"
                    : known is null ? "Campaign.List.unknown"
                    : known.State != BoardState.Working ? "Campaign.List.notWorking"
                    : row.Element.Length > 0 && row.Element != known.Code ? "Campaign.List.otherElement"
                    : !seen.Add(row.Serial) ? "Campaign.List.twice"
                    : null;
                return new Row(row.Line, row.Serial, row.Element.Length > 0 ? row.Element : known?.Code ?? "", problem);
            })]);
        }

        // CSV: serial[,element], a heading is left out. JSON: rows with serial and element, or serials alone.
        private static List<(int Line, string Serial, string Element)> Read(string text)
        {
            if (text.TrimStart().StartsWith('['))
            {
                try
                {
                    using var json = JsonDocument.Parse(text);
                    return [.. json.RootElement.EnumerateArray().Select((row, index) => row.ValueKind == JsonValueKind.String
                        ? (index + 1, row.GetString()!.Trim(), "")
                        : (index + 1, Text(row, "serial"), Text(row, "element")))];
                }
                catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
                {
                    throw new RuleViolationException("campaign.list-not-readable", ("reason", wrong.Message));
                }
            }

            return [.. text.Split('\n').Select((line, index) => (Line: index + 1, Cells: line.Trim().TrimStart('\uFEFF').Split(',', ';', '\t')))
                .Where(row => row.Cells[0].Length > 0 && !row.Cells[0].Equals("serial", StringComparison.OrdinalIgnoreCase))
                .Select(row => (row.Line, row.Cells[0].Trim().Trim('"'), row.Cells.Length > 1 ? row.Cells[1].Trim().Trim('"') : ""))];
        }

        private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.ToString().Trim() : "";
    }

    /// <summary>The body of the route.</summary>
    /// <param name="List">CSV (serial, element) or JSON, as its file says it.</param>
    public sealed record Body(string? List);

    /// <param name="Good">Serial numbers that can be replaced: what the field of boards takes.</param>
    public sealed record Answer(IReadOnlyList<Line> Rows, IReadOnlyList<string> Good);

    /// <param name="Number">Line of the file.</param>
    /// <param name="Problem">What is wrong; null for a good one.</param>
    public sealed record Line(int Number, string Serial, string Element, string? Problem);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/records/campaigns/list", async (Body body, Handler list, IStringLocalizer<Ui> texts, CancellationToken cancellationToken) =>
            {
                if (body.List is not { Length: > 0 and <= Limit } text)
                    throw new RuleViolationException("campaign.list-not-readable", ("reason", "0–1 MB"));

                var found = await list.HandleAsync(text, cancellationToken);
                return TypedResults.Ok(new Answer([.. found.Rows.Select(row => new Line(row.Line, row.Serial, row.Element, row.Problem is { } problem ? texts[problem].Value : null))], found.Good));
            })
            .RequireAuthorization(Permissions.CampaignOpen).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body("serial,element\nSN-00001,NE-GZ-0001"))
            .WithSummary("What is wrong in a list of boards, before a batch replacement is opened with the good ones");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/records/campaigns/list", () => Pages.Show<CampaignListPage>()).RequireAuthorization(Permissions.CampaignOpen);
        pages.MapPost("/records/campaigns/list", async Task<IResult> (IFormFileCollection files, Handler list, IWorkItemForms forms, HttpContext http) =>
        {
            try
            {
                if (files["file"] is not { Length: > 0 and <= Limit } file)
                    throw new RuleViolationException("campaign.list-not-readable", ("reason", "0–1 MB"));

                using var reader = new StreamReader(file.OpenReadStream());
                return Pages.Show<CampaignListPage>(new { Found = await list.HandleAsync(await reader.ReadToEndAsync(http.RequestAborted), http.RequestAborted), Form = forms.Latest("campaign-draft") });
            }
            catch (RuleViolationException wrong)
            {
                return Pages.Show<CampaignListPage>(new { Error = wrong }, StatusCodes.Status422UnprocessableEntity);
            }
        }).RequireAuthorization(Permissions.CampaignOpen);
    }
}
