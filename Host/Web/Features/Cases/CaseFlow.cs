using Elsa.ITR.Web.Features.Operations.Stalls;
using Elsa.ITR.Web.Shell.Widgets;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>A running or ended flow of a case with the path it took.</summary>
/// <param name="Status">Running, Finished, Cancelled or Faulted.</param>
/// <param name="Waiting">Steps at which it stands, in words.</param>
/// <param name="Stalls">Why it stands still; empty while it waits for what can come.</param>
public sealed record CaseFlow(string InstanceId, string DefinitionId, int Version, string Status, int Done, IReadOnlyList<string> Waiting, Diagram Diagram, IReadOnlyList<Stall> Stalls);
