using System.Text.RegularExpressions;

namespace Elsa.ITR.Tests.Integration.Studio;

/// <summary>Where our answers differ from the recorded server's, each with its reason. Nothing else may differ.</summary>
internal static class KnownDeviations
{
    // What is not asked: a pattern of "method path", and why.
    private static readonly (string Pattern, string Reason)[] NotAsked =
    [
        ("labels", "labels are not part of the product"),
        (" /workflows/(dup|orders)", "their definitions were not recorded; HttpWorkflowsTests ask addresses of workflows"),
        (" /no-such-route", "the host says in words that an address is not there"),
        ("/actions/", "triggers and activities are those of what is published: there is nothing to refresh or reload"),
        ("/workflow-instances/.*/export", "instances never move between servers"),
        ("rec-event|rec-alter|rec-dup|rec-b[123]|/bulk-actions/(publish|retract|delete)/workflow-definitions|82d6781ee0eaebf6|/alterations/(run|dry-run|submit|4cdcb96f7fc873ba)", "their definitions were not recorded"),
        ("67e8ea43456b3112|f56fd2c80564b549|40ccf799a061082|e3faf475059f022|/bulk-actions/cancel/workflow-instances/$|/bulk-actions/delete/workflow-instances", "their instances were made by requests that were not recorded"),
    ];

    // Number of a recording (or none), a pattern of the difference, and why it is meant.
    private static readonly (string Number, string Line, string Reason)[] Meant =
    [
        ("001", @"^\$\.(items|count)", "the product has its own activities, and not all of Elsa's modules"),
        ("006", "dropdown", "dispatching has no channels"),
        ("008", @"^\$\.items", "variables may have the types that stored state knows"),
        ("009", @"^\$\.items", "the deprecated storage driver is read but not offered"),
        ("010", "isBrowsable|displayName|items", "Literal and Object are Studio's 'Default' either way; Liquid is read but not offered"),
        ("015", @"^\$\.(items|count)", "the journal is always complete"),
        ("016", @"^\$\.(items|count)", "modules are not features of the product"),
        ("017", "status", "modules are not features of the product"),
        ("021", @"^\$\.(items|totalCount)", "the alterations need no workflow of their own"),
        ("023", @"^\$\.count", "the alterations need no workflow of their own"),
        ("025", @"\.source:", "the place in the source code"),
        ("046|051|053|057|060|063", @"stringData|variables\[\d+\]\.typeName", "versions are answered with their content, not with the row that stores it"),
        ("071|072", "nodeId", "files carry no node ids"),
        ("090|107", @"^\$\.(items|totalCount)", "setting a variable leaves a line in the journal"),
        ("091", @"totalCount", "setting a variable leaves a line in the journal"),
        ("093", "workflowVersion|sequence", "the version the instance runs on, where Elsa writes that of the activity"),
        ("092", "sequence", "setting a variable leaves a line in the journal"),
        ("094|095|108|136|141", @"activityState\.Variable|outputs", "plain properties stand in the definition, and outputs without value are not stored"),
        ("100|102|105", "executionLogSequence", "setting a variable leaves a line in the journal"),
        ("102", "activityExecutionContexts", "contexts are in the order of their creation"),
        ("108", @"properties\.Variables", "a record shows its last burst"),
        ("140", @"payload\.source", "the assembly that threw is not noted"),
        ("159|160", "workflowHasScheduledWork|activityExecutionContexts|scheduledActivities", "a step to run again is queued, also in an instance that has ended and so does not run it"),
        ("171|172|174|177|195", @"^\$\.errors", "the member is the same, the words say what to do"),
        ("175|176", "missingTypeVersion|originalActivityJson|metadata.description|incidents|validationErrors", "a missing type keeps its JSON as it came, and says so at publishing"),
        ("178", "validationErrors", "the words say what to do"),
        ("180", "validationErrors", "the other definitions on that path were not recorded"),
        ("", "expected 500, got 400", "what the caller can mend is 400"),
        ("", "expected 500, got 404", "what is not there is 404"),
    ];

    /// <summary>Why a recording is not replayed; null when it is.</summary>
    public static string? WhyNotAsked(Recording recording) =>
        recording.Section is "Identity" or "Host with API security on" or "Host with the standard commit strategies registered"
            ? "sign-in is the product's own; a burst is one commit"
            : NotAsked.FirstOrDefault(x => Regex.IsMatch($"{recording.Method} {recording.Path}", x.Pattern)).Reason;

    /// <summary>Whether a difference is meant.</summary>
    public static bool Explains(Recording recording, string line) => Meant.Any(x =>
        (x.Number == recording.Number || x.Number.Split('|').Contains(recording.Number)) && Regex.IsMatch(line, x.Line));
}
