using System.Runtime.CompilerServices;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;

namespace Elsa.ITR.Activities.Flows;

/// <summary>Says in the drawing that nothing follows here while other branches go on.</summary>
[Activity("Elsa.ITR", "Flows", "Ends one branch; the other branches go on.", DisplayName = "Branch ends")]
public sealed class BranchEnd([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line);
