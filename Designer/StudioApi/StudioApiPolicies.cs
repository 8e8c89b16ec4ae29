namespace Elsa.ITR.Designer.StudioApi;

/// <summary>Names of the host's authorisation policies; without one of them nothing is answered.</summary>
/// <param name="Read">See definitions, instances and journals.</param>
/// <param name="Edit">Save, publish, retract and delete definitions.</param>
/// <param name="Run">Start definitions, send events, report tasks.</param>
/// <param name="Repair">Cancel, alter and delete instances.</param>
public sealed record StudioApiPolicies(string Read, string Edit, string Run, string Repair);
