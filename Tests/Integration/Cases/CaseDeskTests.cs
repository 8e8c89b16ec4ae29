using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Cases;

public sealed class CaseDeskTests(SqliteTestDatabase database) : IClassFixture<SqliteTestDatabase>
{
    [Fact]
    public async Task A_registered_fault_has_number_level_priority_place_and_running_clocks()
    {
        await using var town = await CaseTown.OpenAsync(database);

        var record = await town.DeskAsync((desk, _) => desk.RegisterAsync(town.Fault()));

        Assert.StartsWith("CASE-20261123-", record.No);
        Assert.Equal((1, 1, ServiceMode.Remote, CaseState.New), (record.Level, record.Priority, record.ServiceMode, record.State));
        Assert.Equal((town.World.Guangzhou.Id, town.World.Province.Id), (record.CustomerOrgId, record.CustomerTreeOrgId));
        Assert.Equal((town.World.Office.Id, town.World.Region.Id, "R1"), (record.OfficeOrgId, record.RegionOrgId, record.RegionCode));
        Assert.Equal(["CM-RESPONSE", "OLA-INTAKE"], await ClocksAsync(town, record));
    }

    [Fact]
    public async Task Intake_counts_from_the_moment_the_hotline_opened_the_form()
    {
        await using var town = await CaseTown.OpenAsync(database);
        town.Time.MoveTo(ManualTime.Local("2026-11-23 02:10"));

        var record = await town.DeskAsync((desk, _) => desk.RegisterAsync(town.Fault() with { FormOpenedAt = ManualTime.Local("2026-11-23 02:05") }));

        var intake = await town.Host.ReadAsync(db => db.Set<SlaClock>().SingleAsync(x => x.RecordId == record.Id && x.ClockId == "OLA-INTAKE"));
        Assert.Equal(ManualTime.Local("2026-11-23 02:20"), intake.DueAt);
    }

    [Theory]
    [InlineData("title", "case.title-length")]
    [InlineData("occurred", "case.occurred-after-reported")]
    [InlineData("future", "case.reported-in-future")]
    [InlineData("equipment", "case.unknown-equipment")]
    [InlineData("no-equipment", "case.equipment-required")]
    [InlineData("foreign", "case.equipment-of-other-customer")]
    [InlineData("code", "case.fault-code-unknown")]
    [InlineData("no-code", "case.fault-code-required")]
    [InlineData("cities", "case.affected-cities-required")]
    [InlineData("partner", "case.partner-time-required")]
    public async Task A_report_that_is_not_sound_is_refused_and_says_why(string fault, string code)
    {
        await using var town = await CaseTown.OpenAsync(database);
        var form = town.Fault();
        form = fault switch
        {
            "title" => form with { Title = "Down" },
            "occurred" => form with { OccurredAt = form.ReportedAt.AddMinutes(1) },
            "future" => form with { ReportedAt = form.ReportedAt.AddMinutes(1) },
            "equipment" => form with { EquipmentId = Guid.CreateVersion7() },
            "no-equipment" => form with { EquipmentId = null },
            "foreign" => form with { CustomerId = town.World.EnterpriseCustomer.Id },
            "code" => form with { FaultCode = "NO_SUCH" },
            "no-code" => form with { FaultCode = null },
            "cities" => form with { AffectedCities = [] },
            _ => form with { PartnerOrgId = town.World.Partner.Id },
        };

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => town.DeskAsync((desk, _) => desk.RegisterAsync(form)));

        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public async Task Every_mistake_of_a_report_is_named_at_once()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var form = town.Fault() with { Title = "", Description = "", EquipmentId = null, FaultCode = null };

        var (findings, problems) = await town.Host.RunAsync(services => services.GetRequiredService<Intake>().CheckAsync(form));

        Assert.Null(findings);
        Assert.Equal(["title", "description", "equipmentId", "faultCode"], problems.Select(x => x.Field));
    }

    [Fact]
    public async Task Another_level_than_the_matrix_needs_a_reason()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var form = town.Fault("TEMP_FAN_LE30", interrupted: false) with { FaultCategory = FaultCategory.Temperature };
        var record = await town.DeskAsync((desk, _) => desk.RegisterAsync(form));

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => GradeAsync(null));
        await GradeAsync("statement of the institute");

        Assert.Equal("case.level-reason-required", refused.Code);
        Assert.Equal((2, CaseState.Classified), await town.Host.ReadAsync(async db =>
        {
            var stored = await db.Set<Case>().SingleAsync(x => x.Id == record.Id);
            return (stored.Level!.Value, stored.State);
        }));

        Task<bool> GradeAsync(string? reason) => town.OnCaseAsync(record.Id, async (found, services) =>
        {
            await services.GetRequiredService<CaseDesk>().ClassifyAsync(found, new CaseGrading(CaseType.Fault, LevelOverride: 2, Reason: reason));
            return true;
        });
    }

    [Theory]
    [InlineData("2026-01-01", "2026-12-31", null, EntitlementResult.Entitled, "SLA-GDTEL")]
    [InlineData("2025-01-01", "2025-12-31", "2027-01-01", EntitlementResult.Warranty, "SLA-COMMIT")]
    [InlineData("2025-01-01", "2025-12-31", null, EntitlementResult.NotEntitled, null)]
    [InlineData(null, null, "2026-11-23", EntitlementResult.Warranty, "SLA-COMMIT")]
    [InlineData(null, null, "2026-11-22", EntitlementResult.NotEntitled, null)]
    [InlineData(null, null, null, EntitlementResult.NoData, null)]
    public async Task Entitlement_is_the_contract_in_force_else_the_warranty(
        string? from, string? to, string? warranty, EntitlementResult expected, string? policy)
    {
        await using var town = await CaseTown.OpenAsync(database, (_, world) =>
        {
            world.ZhanjiangElement.WarrantyUntil = warranty is null ? null : DateOnly.ParseExact(warranty, "yyyy-MM-dd");
            if (from is not null)
                world.Contract(world.ZhanjiangElement, "SLA-GDTEL", from, to!);
        });
        var form = town.Fault() with { CustomerId = town.World.ZhanjiangCustomer.Id, EquipmentId = town.World.ZhanjiangElement.Id };

        var (result, bound, scope) = await town.DeskAsync(async (desk, _) =>
        {
            var record = await desk.RegisterAsync(form);
            var found = await desk.CheckEntitlementAsync(record);
            return (found, await desk.BindPolicyAsync(record), record.ServiceScope);
        });

        Assert.Equal((expected, policy), (result, bound));
        Assert.Equal(expected == EntitlementResult.NoData ? ServiceScope.NoSla : ServiceScope.Full, scope);
    }

    [Fact]
    public async Task Completed_contract_data_entitle_the_case_afterwards()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var form = town.Fault() with { CustomerId = town.World.ZhanjiangCustomer.Id, EquipmentId = town.World.ZhanjiangElement.Id };
        var line = await town.Host.ReadAsync(db => db.Set<ContractLine>().SingleAsync(x => x.ContractId == town.Contract.Id));

        var (before, after, policy) = await town.DeskAsync(async (desk, _) =>
        {
            var record = await desk.RegisterAsync(form);
            var first = await desk.CheckEntitlementAsync(record);
            return (first, await desk.CompleteEntitlementAsync(record, line.Id, null), record.PolicyCode);
        });

        Assert.Equal((EntitlementResult.NoData, EntitlementResult.Entitled, "SLA-GDTEL"), (before, after, policy));
    }

    [Fact]
    public async Task Dispatch_prefers_who_is_on_duty_and_knows_the_product()
    {
        await using var town = await CaseTown.OpenAsync(database);

        var record = await town.DispatchedAsync();

        Assert.Equal((town.People["bert"].Id, CaseState.Dispatched), (record.ProposedOwnerId, record.State));
        Assert.Contains("OLA-ACCEPT", await ClocksAsync(town, record));
    }

    [Fact]
    public async Task Among_equals_dispatch_takes_who_leads_the_fewest_open_cases()
    {
        await using var town = await CaseTown.OpenAsync(database, (town, world) =>
        {
            town.People["bert"].Skills = [];
            world.CaseOf(world.Element, world.Office).OwnerId = town.People["anna"].Id;
            world.CaseOf(world.Element, world.Office, CaseState.Closed).OwnerId = town.People["bert"].Id;
        });

        Assert.Equal(town.People["bert"].Id, (await town.DispatchedAsync()).ProposedOwnerId);
    }

    [Fact]
    public async Task A_fault_under_the_partner_policy_goes_to_the_partner()
    {
        await using var town = await CaseTown.OpenAsync(database, (_, world) => world.Contract(world.EnterpriseElement, "SLA-PARTNER4"));
        var form = town.Fault() with { CustomerId = town.World.EnterpriseCustomer.Id, EquipmentId = town.World.EnterpriseElement.Id };

        var record = await town.DispatchedAsync(form);

        Assert.Equal((town.World.Partner.Id, town.People["palead"].Id), (record.PartnerOrgId, record.ProposedOwnerId));
    }

    [Fact]
    public async Task A_tier_is_raised_once()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await town.DispatchedAsync();

        var first = await RaiseAsync(null);
        var again = await RaiseAsync(Tier.Tier2);

        Assert.Equal((TierResult.Raised, TierResult.AlreadyThere), (first, again));
        var stored = await town.Host.ReadAsync(db => db.Set<Case>().SingleAsync(x => x.Id == record.Id));
        Assert.Equal((Tier.Tier2, town.People["tier2"].Id), (stored.CurrentTier, stored.OwnerId));
        Assert.Equal("Tier2", await town.Host.ReadAsync(db => db.Set<BusinessEvent>().Where(x => x.RecordId == record.Id && x.Name == "Fault.TierRaised").Select(x => x.Filter).SingleAsync()));

        Task<TierResult> RaiseAsync(Tier? tier) => town.OnCaseAsync(
            record.Id, (found, services) => services.GetRequiredService<CaseDesk>().RaiseTierAsync(found, tier, TierChangeReason.Time));
    }

    [Fact]
    public async Task A_level_change_moves_priority_state_and_clocks()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await town.DispatchedAsync();
        await town.OnCaseAsync(record.Id, async (found, services) =>
        {
            var desk = services.GetRequiredService<CaseDesk>();
            await desk.ApplyAsync(found, new Dictionary<string, object?> { ["acceptedAt"] = found.ReceivedAt });
            await services.GetRequiredService<EventDesk>().PublishAsync("Fault.Accepted", found.Ref, found.ReceivedAt);
            await desk.SetStateAsync(found, CaseTrigger.StartWork);
            return true;
        });

        await town.OnCaseAsync(record.Id, async (found, services) =>
        {
            await services.GetRequiredService<CaseDesk>().ChangeLevelAsync(found, 3, LevelChangeReason.Misclassified, "only a minor alarm");
            return true;
        });

        var stored = await town.Host.ReadAsync(db => db.Set<Case>().SingleAsync(x => x.Id == record.Id));
        Assert.Equal((3, 3, CaseState.Dispatched), (stored.Level, stored.Priority, stored.State));
        var clocks = await town.Host.ReadAsync(db => db.Set<SlaClock>().Where(x => x.RecordId == record.Id).ToListAsync());
        Assert.Equal(ClockState.Superseded, clocks.Single(x => x.ClockId == "GD-L1-RESTORE-REMOTE").State);
        Assert.Equal((ClockState.Running, record.ReceivedAt.AddDays(10)), (clocks.Single(x => x.ClockId == "GD-L3-RESOLVE").State, clocks.Single(x => x.ClockId == "GD-L3-RESOLVE").DueAt));
    }

    [Fact]
    public async Task A_case_with_open_ends_does_not_close()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await town.DispatchedAsync();

        var unmet = await town.OnCaseAsync(record.Id, (found, services) => services.GetRequiredService<CaseDesk>().ClosureCheckAsync(found));

        Assert.Contains(unmet, x => x is { Code: "document", Text.En: "Document not accepted: Fault handling form" });
        Assert.Contains(unmet, x => x.Code == "clock");
        Assert.Contains(unmet, x => x.Code == "root-cause");
        Assert.Contains(unmet, x => x.Code == "customer");
    }

    [Fact]
    public async Task A_rejected_case_keeps_its_reason_and_its_clocks_end()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await town.DeskAsync((desk, _) => desk.RegisterAsync(town.Fault()));

        await town.OnCaseAsync(record.Id, async (found, services) =>
        {
            await services.GetRequiredService<CaseDesk>().CloseAsync(found, CloseKind.Rejected, "no contract");
            return true;
        });

        var stored = await town.Host.ReadAsync(db => db.Set<Case>().SingleAsync(x => x.Id == record.Id));
        Assert.Equal((CaseState.Rejected, "no contract"), (stored.State, stored.CloseReason));
        Assert.Empty(await ClocksAsync(town, record));
    }

    [Fact]
    public async Task A_level_1_fault_on_a_backbone_trunk_is_a_major_incident()
    {
        await using var town = await CaseTown.OpenAsync(database, (_, world) =>
        {
            var code = $"TRK-{Guid.NewGuid():n}"[..20];
            world.Add(new Elsa.ITR.Domain.InstalledBase.Trunk { Code = code, Name = code, Grade = Elsa.ITR.Domain.InstalledBase.TrunkGrade.Backbone });
            world.Element.TrunkCodes = [code];
        });
        var record = await town.DispatchedAsync();

        var found = await town.OnCaseAsync(record.Id, (x, services) => services.GetRequiredService<CaseDesk>().MajorIncidentAsync(x));

        Assert.Equal(new MajorIncidentCriterion("MI-1", 1), found);
    }

    [Fact]
    public async Task A_level_1_fault_that_lasts_an_hour_is_a_major_incident_of_grade_2()
    {
        await using var town = await CaseTown.OpenAsync(database);
        town.Time.MoveTo(town.Time.GetUtcNow().AddDays(3)); // away from the faults of the other tests, which would make it a spreading one
        var record = await town.DispatchedAsync();
        await town.OnCaseAsync(record.Id, async (x, services) =>
        {
            await services.GetRequiredService<CaseDesk>().ApplyAsync(x, new Dictionary<string, object?> { ["acceptedAt"] = x.ReceivedAt });
            return true;
        });

        town.Time.MoveTo(record.ReceivedAt.AddMinutes(59));
        Assert.Null(await CheckAsync());
        town.Time.MoveTo(record.ReceivedAt.AddMinutes(60));
        Assert.Equal(new MajorIncidentCriterion("MI-3", 2), await CheckAsync());

        Task<MajorIncidentCriterion?> CheckAsync() => town.OnCaseAsync(record.Id, (x, services) => services.GetRequiredService<CaseDesk>().MajorIncidentAsync(x));
    }

    [Fact]
    public async Task The_timeline_tells_the_story_in_order_and_both_languages()
    {
        await using var town = await CaseTown.OpenAsync(database);
        var record = await town.DispatchedAsync();

        var lines = await town.Host.ReadAsync(db => db.Set<CaseEvent>().Where(x => x.CaseId == record.Id).OrderBy(x => x.At).ThenBy(x => x.Id).ToListAsync());

        Assert.Equal(
            ["Case.Received", "Case.Entitled", "Case.PolicyBound", "Case.Classified", "Case.StateChanged", "Case.Dispatched"],
            lines.Select(x => x.TextKey).Where(x => x.StartsWith("Case.", StringComparison.Ordinal)));
        Assert.Equal("Dispatched to OGD bert", CaseTimeline.Read(lines.Last(x => x.TextKey == "Case.Dispatched")).En);
    }

    private static Task<List<string>> ClocksAsync(CaseTown town, Case record) => town.Host.ReadAsync(db => db.Set<SlaClock>()
        .Where(x => x.RecordId == record.Id && (x.State == ClockState.Running || x.State == ClockState.Paused))
        .OrderBy(x => x.ClockId).Select(x => x.ClockId).ToListAsync());
}
