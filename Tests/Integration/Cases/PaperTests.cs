using System.Text;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Timesheets;
using Elsa.ITR.Tests.Integration.Data;
using Elsa.ITR.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Cases;

/// <summary>What is written down about a case: documents, equipment records, articles, time.</summary>
public sealed class PaperTests(SqliteTestDatabase database) : IClassFixture<SqliteTestDatabase>
{
    private static readonly string[] Signers = [RoleCodes.CustomerUser, RoleCodes.InstituteApprover];

    [Fact]
    public async Task A_form_is_signed_in_order_and_its_acceptance_is_an_event_with_the_confirmed_time()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await town.DispatchedAsync();
        await SubmitAsync(town, record, "anna", "<b>laser</b> failed");

        var first = await SignAsync(town, record, "custgz", true);
        town.Time.MoveTo(town.Time.GetUtcNow().AddHours(1));
        var confirmed = town.Time.GetUtcNow().AddMinutes(-5);
        var last = await SignAsync(town, record, "institute", true, confirmed);

        Assert.Equal((DocumentState.Submitted, RoleCodes.InstituteApprover), (first.State, first.NextSignerRole));
        Assert.Equal((DocumentState.Accepted, null), (last.State, last.NextSignerRole));
        var accepted = await town.Host.ReadAsync(db => db.Set<BusinessEvent>().SingleAsync(x => x.RecordId == record.Id && x.Name == "Document.Accepted"));
        Assert.Equal((DocumentTypes.FaultHandlingForm, confirmed), (accepted.Filter, accepted.OccurredAt));
    }

    [Fact]
    public async Task A_rejected_form_comes_back_as_a_new_version_and_all_sign_again()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await town.DispatchedAsync();
        await SubmitAsync(town, record, "anna", "first");
        await SignAsync(town, record, "custgz", true);

        var rejected = await SignAsync(town, record, "institute", false, comment: "cause is missing");
        var again = await SubmitAsync(town, record, "anna", "second");

        Assert.Equal((DocumentState.Rejected, 1), (rejected.State, rejected.RejectCount));
        Assert.Equal((DocumentState.Submitted, RoleCodes.CustomerUser), (again.State, again.NextSignerRole));
        Assert.Equal([1, 1, 2, 2], await town.Host.ReadAsync(db => db.Set<DocumentVersion>().OrderBy(x => x.Version)
            .Where(x => db.Set<DocumentRecord>().Any(y => y.Id == x.DocumentId && y.RecordId == record.Id)).Select(x => x.Version).ToListAsync()));
    }

    [Fact]
    public async Task Nobody_signs_his_own_document_or_rejects_without_a_word()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await town.DispatchedAsync();
        await SubmitAsync(town, record, "anna", "text");

        Assert.Equal("document.own-work", (await Assert.ThrowsAsync<RuleViolationException>(() => SignAsync(town, record, "anna", true))).Code);
        Assert.Equal("document.comment-required", (await Assert.ThrowsAsync<RuleViolationException>(() => SignAsync(town, record, "custgz", false))).Code);
    }

    [Fact]
    public async Task A_document_is_written_in_both_languages_and_what_people_wrote_is_no_markup()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await town.DispatchedAsync();
        await SubmitAsync(town, record, "anna", "<b>laser</b> failed");

        var pages = await town.Host.RunAsync(async services =>
        {
            var documents = services.GetRequiredService<IDocuments>();
            var document = (await documents.OfRecordAsync(record.Id, DocumentTypes.FaultHandlingForm))!;
            var found = new Dictionary<string, string>();
            foreach (var version in await documents.VersionsAsync(document.Id))
                found[version.Language] = Encoding.UTF8.GetString((await services.GetRequiredService<IBlobs>().ReadAsync(version.Hash))!.Content);
            return found;
        });

        Assert.Contains("<h1>厂家故障处理情况表</h1>", pages["zh-CN"], StringComparison.Ordinal);
        Assert.Contains("<h1>Fault handling form</h1>", pages["en"], StringComparison.Ordinal);
        Assert.All(pages.Values, page =>
        {
            Assert.Contains("&lt;b&gt;laser&lt;/b&gt; failed", page, StringComparison.Ordinal);
            Assert.Contains(record.No, page, StringComparison.Ordinal);
            Assert.DoesNotContain('{', page[page.IndexOf("<body>", StringComparison.Ordinal)..]);
        });
    }

    [Fact]
    public async Task A_replaced_board_leaves_its_slot_to_the_new_one()
    {
        await using var town = await CaseTown.OpenAsync(database, (_, world) =>
            world.Add(new InstalledBoard { EquipmentId = world.Element.Id, Slot = "7", SerialNo = $"OLD-{world.Element.Code}", State = BoardState.Working, HwRevision = "B" }));
        var record = await town.DispatchedAsync();
        var (old, put) = ($"OLD-{town.World.Element.Code}", $"NEW-{town.World.Element.Code}");

        await town.OnCaseAsync(record.Id, async (x, services) =>
        {
            await services.GetRequiredService<EquipmentDesk>().ReplaceBoardAsync(x, new BoardSwap(old, put, "C"));
            return true;
        });

        var boards = await town.Host.ReadAsync(db => db.Set<InstalledBoard>().Where(x => x.EquipmentId == town.World.Element.Id).ToDictionaryAsync(x => x.SerialNo));
        Assert.Equal(BoardState.Removed, boards[old].State);
        Assert.Equal((BoardState.Working, "7", "C"), (boards[put].State, boards[put].Slot, boards[put].HwRevision));
        Assert.Equal(record.No, await town.Host.ReadAsync(db => db.Set<EquipmentChange>().Where(x => x.EquipmentId == town.World.Element.Id).Select(x => x.SourceNo).SingleAsync()));
    }

    [Fact]
    public async Task The_five_best_articles_are_those_of_the_code_then_of_the_product_then_of_the_words()
    {
        await using var town = await CaseTown.OpenAsync(database, (_, world) =>
        {
            for (var i = 0; i < 4; i++)
                world.Add(Article($"word {i}", "业务中断 10G"));
            world.Add(Article("product", "other", product: world.Product.Code));
            world.Add(Article("code", "other", code: "BIZ_INTERRUPTED"));
            world.Add(Article("draft", "业务中断", code: "BIZ_INTERRUPTED", state: ArticleState.InReview));
        });
        var record = await town.DispatchedAsync();

        var found = await town.OnCaseAsync(record.Id, (x, services) => services.GetRequiredService<KnowledgeDesk>().SearchForAsync(x));

        Assert.Equal(5, found.Count);
        Assert.Equal(["code", "product"], found.Take(2).Select(x => x.Article.Symptom));
        Assert.DoesNotContain(found, x => x.Article.Symptom == "draft");
    }

    [Fact]
    public async Task Time_is_booked_in_quarters_of_an_hour_and_a_day_has_24_hours()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await town.DispatchedAsync();
        var (anna, start) = (town.People["anna"].Id, ManualTime.Local("2026-11-23 03:00"));

        var first = await LogAsync(start, start.AddMinutes(16));
        var long1 = await LogAsync(start, start.AddHours(20));
        var cut = await LogAsync(start, start.AddHours(20));
        var none = await LogAsync(start, start.AddMinutes(15));

        Assert.Equal((30, 1200, 1440 - 1230), (first?.Minutes, long1?.Minutes, cut?.Minutes));
        Assert.Null(none);

        Task<TimesheetEntry?> LogAsync(DateTimeOffset from, DateTimeOffset to) => town.OnCaseAsync(
            record.Id, (x, services) => services.GetRequiredService<TimesheetDesk>().LogAsync(anna, x.Ref, TimesheetKind.Remote, from, to));
    }

    private static async Task<DocumentProgress> SubmitAsync(CaseTown town, Case record, string author, string cause) => await town.OnCaseAsync(
        record.Id,
        async (x, services) =>
        {
            var desk = services.GetRequiredService<DocumentDesk>();
            var document = await desk.RequireAsync(x, DocumentTypes.FaultHandlingForm, Signers);
            return await desk.SubmitAsync(document, new Dictionary<string, object?> { ["cause"] = cause });
        },
        await World.SignInAsync(town.Host, town.People[author]));

    private static async Task<DocumentProgress> SignAsync(
        CaseTown town, Case record, string signer, bool isAccepted, DateTimeOffset? at = null, string? comment = null) => await town.OnCaseAsync(
        record.Id,
        async (x, services) =>
        {
            using var system = services.GetRequiredService<AccessScope>().EnterSystem();
            var document = (await services.GetRequiredService<IDocuments>().OfRecordAsync(x.Id, DocumentTypes.FaultHandlingForm))!;
            return await services.GetRequiredService<DocumentDesk>().SignAsync(document, isAccepted, at ?? town.Time.GetUtcNow(), comment);
        },
        await World.SignInAsync(town.Host, town.People[signer]));

    private static KnowledgeArticle Article(string symptom, string title, string? code = null, string? product = null, ArticleState state = ArticleState.Published) =>
        new()
        {
            No = $"KB-{Guid.NewGuid():n}",
            Title = title,
            Symptom = symptom,
            State = state,
            FaultCodes = code is null ? [] : [code],
            ProductCodes = product is null ? [] : [product],
        };
}
