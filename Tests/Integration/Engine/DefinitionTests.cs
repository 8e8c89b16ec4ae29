using Elsa.Expressions.JavaScript.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Exceptions;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using static Elsa.ITR.Tests.Integration.Engine.Flows;

namespace Elsa.ITR.Tests.Integration.Engine;

public abstract class DefinitionTests(EngineDatabase database)
{
    [Fact]
    public async Task Versions_follow_the_rules()
    {
        await using var host = await database.StartAsync();

        await host.PublishAsync("flow", Of(Note("one", "n")));
        var draft = await SaveAsync(host, Of(Note("two", "n")));
        var again = await SaveAsync(host, Of(Note("two and a half", "n")));
        Assert.Equal([(1, false, true), (2, true, false)], await VersionsAsync(host));
        Assert.Equal(draft.Id, again.Id);

        await host.CallAsync<IWorkflowDefinitionPublisher, PublishWorkflowDefinitionResult>(x => x.PublishAsync("flow"));
        Assert.Equal([(1, false, false), (2, true, true)], await VersionsAsync(host));

        await host.CallAsync<IWorkflowDefinitionPublisher, WorkflowDefinition>(x => x.RevertVersionAsync("flow", 1));
        Assert.Equal([(1, false, false), (2, false, true), (3, true, false)], await VersionsAsync(host));
        Assert.Equal("two and a half", await StartedNoteAsync(host));

        await host.CallAsync<IWorkflowDefinitionPublisher, PublishWorkflowDefinitionResult>(x => x.PublishAsync("flow"));
        Assert.Equal("one", await StartedNoteAsync(host));

        await host.CallAsync<IWorkflowDefinitionPublisher, WorkflowDefinition?>(x => x.RetractAsync("flow"));
        Assert.Equal([(1, false, false), (2, false, false), (3, true, false)], await VersionsAsync(host));
    }

    [Fact]
    public async Task Saving_the_same_content_again_changes_nothing()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Note("one", "n")));

        await host.PublishAsync("flow", Of(Note("one", "n")));
        await SaveAsync(host, Of(Note("one", "n")));

        Assert.Equal([(1, true, true)], await VersionsAsync(host));
    }

    [Fact]
    public async Task A_running_instance_stays_on_its_version()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask"), Note("old", "n")));
        await host.StartAsync("flow");
        await host.PublishAsync("flow", Of(Asks("q", "ask"), Note("new", "n")));

        await host.AnswerAsync("q", "yes");

        Assert.Equal(["old", "yes"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task Publishing_replaces_the_triggers_of_the_version_before()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Waits("go", "e", starts: true), Note("one", "n")));
        await host.PublishAsync("flow", Of(Waits("go", "e", starts: true), Note("two", "n")));

        var trigger = await host.ReadAsync(db => db.Set<StoredTrigger>().SingleAsync());

        var second = await host.ReadAsync(db => db.Set<WorkflowDefinition>().SingleAsync(x => x.Version == 2));
        Assert.Equal(second.Id, trigger.WorkflowDefinitionVersionId);
    }

    [Fact]
    public async Task Going_back_to_a_version_leaves_the_draft_that_is_there()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Note("one", "n")));
        await SaveAsync(host, Of(Note("two", "n")));

        var first = await host.CallAsync<IWorkflowDefinitionPublisher, WorkflowDefinition>(x => x.RevertVersionAsync("flow", 1));
        var again = await host.CallAsync<IWorkflowDefinitionPublisher, WorkflowDefinition>(x => x.RevertVersionAsync("flow", 1));

        Assert.Equal(first.Id, again.Id);
        Assert.Equal([(1, false, true), (2, false, false), (3, true, false)], await VersionsAsync(host));
        Assert.Contains("\"two\"", await host.ReadAsync(db => db.Set<WorkflowDefinition>().Where(x => x.Version == 2).Select(x => x.Document).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_on_which_an_instance_runs_is_not_deleted()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask")));
        await host.StartAsync("flow");
        await host.PublishAsync("flow", Of(Asks("q2", "ask")));

        var use = await Assert.ThrowsAsync<DefinitionInUseException>(() => host.CallAsync<IWorkflowDefinitionManager, bool>(x => x.DeleteVersionAsync("flow", 1)));
        await Assert.ThrowsAsync<DefinitionInUseException>(() => host.CallAsync<IWorkflowDefinitionManager, long>(x => x.DeleteByDefinitionIdAsync("flow")));
        Assert.True(await host.CallAsync<IWorkflowDefinitionManager, bool>(x => x.DeleteVersionAsync("flow", 2)));

        Assert.Equal(1, use.RunningInstances);
        Assert.Equal([(1, true, false)], await VersionsAsync(host));
        Assert.Equal(1, await host.ReadAsync(db => db.Set<StoredBookmark>().CountAsync()));
    }

    [Fact]
    public async Task Deleting_a_definition_takes_its_ended_instances_along()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask")));
        await host.StartAsync("flow");
        await host.AnswerAsync("q", "yes");

        Assert.Equal(1, await host.CallAsync<IWorkflowDefinitionManager, long>(x => x.DeleteByDefinitionIdAsync("flow")));

        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync()));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkflowExecutionLogRecord>().CountAsync()));
    }

    [Fact]
    public async Task Findings_tell_what_is_wrong_and_where()
    {
        await using var host = await database.StartAsync();
        var (a, b, c) = (Note("a", "a"), Note("b", "b"), new LeaveNote { Id = "c", Text = new(JavaScriptExpression.Create("1 +")) });
        var findings = await FindingsAsync(host, new Flowchart
        {
            Id = "flow",
            Start = a,
            Activities = { new Start { Id = "start" }, a, b, c, new LeaveNote { Id = "d" } },
            Connections =
            {
                new(new Endpoint(a, "Nowhere"), new Endpoint(c)),
            },
            Variables = { new Variable<string>("Lost", "") { Id = "lost" } },
        });

        Assert.Contains(("connection.unknown-port", "a"), findings);
        Assert.Contains(("activity.unreachable", "b"), findings);
        Assert.Contains(("expression.syntax", "c"), findings);
        Assert.Contains(("input.required", "d"), findings);
        Assert.Contains(("variable.no-storage", "flow"), findings);
    }

    [Fact]
    public async Task A_sound_definition_has_no_findings()
    {
        await using var host = await database.StartAsync();
        var (start, a, b) = (new Start { Id = "start" }, Note("a", "a"), Note("b", "b"));

        var findings = await FindingsAsync(host, new Flowchart
        {
            Id = "flow",
            Activities = { start, a, b },
            Connections = { new(new Endpoint(start, "Done"), new Endpoint(a)), new(new Endpoint(a, "Done"), new Endpoint(b)) },
        });

        Assert.Empty(findings);
    }

    [Fact]
    public async Task Shipped_versions_never_take_a_customers_version_away()
    {
        await using var host = await database.StartAsync();

        Assert.Equal(VendorContentResult.Published, await ShipAsync(host, 1, "v1"));
        Assert.Equal(VendorContentResult.Known, await ShipAsync(host, 1, "v1"));
        Assert.Equal(VendorContentResult.Refused, await ShipAsync(host, 1, "v1 changed"));
        Assert.Equal(VendorContentResult.Published, await ShipAsync(host, 2, "v2"));
        await host.PublishAsync("flow", Of(Note("customer", "n"))); // version 3
        Assert.Equal(VendorContentResult.Draft, await ShipAsync(host, 3, "v3"));

        Assert.Equal([(1, false, false), (2, false, false), (3, false, true), (4, true, false)], await VersionsAsync(host));
        Assert.Equal("customer", await StartedNoteAsync(host));
    }

    [Fact]
    public async Task An_export_comes_back_as_the_same_content()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Note("one", "n"), Asks("q", "ask")));

        var file = await host.CallAsync<IWorkflowDefinitionExporter, WorkflowDefinitionExportResult?>(x => x.ExportAsync("flow"));
        var json = new Elsa.Workflows.Serialization.DefinitionJson((IActivitySerializer)host.Services.GetService(typeof(IActivitySerializer))!);
        var model = json.Read(System.Text.Encoding.UTF8.GetString(file!.Data));
        await host.CallAsync<IWorkflowDefinitionImporter, ImportWorkflowResult>(x => x.ImportAsync(new SaveWorkflowDefinitionRequest { Model = model }));

        Assert.StartsWith("workflow-definition-flow-flow-", file.FileName, StringComparison.Ordinal);
        Assert.Equal([(1, true, true)], await VersionsAsync(host));
    }

    private static Task<WorkflowDefinition> SaveAsync(EngineHost host, IActivity root) =>
        host.CallAsync<IWorkflowDefinitionPublisher, WorkflowDefinition>(x => x.SaveDraftAsync(Model(root)));

    private static WorkflowDefinitionModel Model(IActivity root) => new()
    {
        DefinitionId = "flow",
        Name = "flow",
        Root = root,
        Options = new WorkflowOptions { IncidentStrategyType = typeof(Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy) },
    };

    private static Task<VendorContentResult> ShipAsync(EngineHost host, int version, string text)
    {
        var model = Model(Of(Note(text, "n")));
        model.Version = version;
        return host.CallAsync<VendorContent, VendorContentResult>(x => x.EnsureAsync(model));
    }

    private static async Task<List<(string Code, string? Activity)>> FindingsAsync(EngineHost host, IActivity root)
    {
        var findings = await host.CallAsync<IWorkflowValidator, IReadOnlyList<WorkflowValidationError>>(x => x.ValidateAsync(Model(root)));
        return [.. findings.Select(x => (x.Code, x.ActivityId))];
    }

    private static async Task<List<(int, bool IsLatest, bool IsPublished)>> VersionsAsync(EngineHost host) =>
        [.. (await host.ReadAsync(db => db.Set<WorkflowDefinition>().OrderBy(x => x.Version).ToListAsync())).Select(x => (x.Version, x.IsLatest, x.IsPublished))];

    private static async Task<string> StartedNoteAsync(EngineHost host)
    {
        var before = (await host.NotesAsync()).Keys;
        await host.StartAsync("flow");
        return (await host.NotesAsync()).Single(x => !before.Contains(x.Key)).Value;
    }
}
