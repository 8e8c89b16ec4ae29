namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>An arrow of a flowchart.</summary>
public class Connection : IEquatable<Connection>
{
    /// <summary>For readers of JSON.</summary>
    public Connection()
    {
    }

    /// <summary>An arrow between two endpoints.</summary>
    public Connection(Endpoint source, Endpoint target) => (Source, Target) = (source, target);

    /// <summary>An arrow between two activities, without ports: it is followed on the default outcome.</summary>
    public Connection(IActivity source, IActivity target) : this(new Endpoint(source), new Endpoint(target))
    {
    }

    /// <summary>Where it begins; the port is an outcome of the activity.</summary>
    public Endpoint Source { get; set; } = null!;

    /// <summary>Where it ends; the port means nothing.</summary>
    public Endpoint Target { get; set; } = null!;

    /// <summary>Bends as drawn.</summary>
    public ICollection<Position> Vertices { get; set; } = [];

    /// <summary>Same activities and ports.</summary>
    public bool Equals(Connection? other) =>
        other != null
        && ReferenceEquals(Source.Activity, other.Source.Activity) && Source.Port == other.Source.Port
        && ReferenceEquals(Target.Activity, other.Target.Activity) && Target.Port == other.Target.Port;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Connection);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Source.Activity, Source.Port, Target.Activity, Target.Port);

    /// <summary><c>source[:port]->target[:port]</c>, the key under which visits are counted.</summary>
    public override string ToString() => $"{Source}->{Target}";
}

/// <summary>An end of an arrow.</summary>
public class Endpoint
{
    /// <summary>For readers of JSON.</summary>
    public Endpoint()
    {
    }

    /// <summary>A port of an activity.</summary>
    public Endpoint(IActivity activity, string? port = null) => (Activity, Port) = (activity, port);

    /// <summary>The activity.</summary>
    public IActivity Activity { get; set; } = null!;

    /// <summary>The port; null at a source means the default outcome.</summary>
    public string? Port { get; set; }

    /// <summary><c>id[:port]</c>.</summary>
    public override string ToString() => string.IsNullOrEmpty(Port) ? Activity.Id : $"{Activity.Id}:{Port}";
}

/// <summary>A point of the drawing.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
public record Position(double X, double Y);

/// <summary>What an activity completed with: the connections from these ports are followed.</summary>
/// <param name="Names">Names of the outcomes; case matters.</param>
public record Outcomes(params string[] Names)
{
    /// <summary>Outcome of an activity that names none: follows connections from port <c>Done</c> or no port.</summary>
    public static readonly Outcomes Default = new(null!, "Done");

    /// <summary>Follows nothing.</summary>
    public static readonly Outcomes Empty = new();

    internal bool Include(string? port) => Array.IndexOf(Names, port) >= 0;
}

/// <summary>When a join lets the flow go on.</summary>
public enum FlowJoinMode
{
    /// <summary>When every inbound branch has arrived; a branch not taken skips what follows.</summary>
    WaitAll,

    /// <summary>When every branch that was taken has arrived.</summary>
    WaitAllActive,

    /// <summary>When the first branch arrives; the others are cancelled.</summary>
    WaitAny,
}

/// <summary>How an activity merges its inbound connections when tokens are used.</summary>
public enum MergeMode
{
    /// <summary>Not said: as <see cref="Stream"/>.</summary>
    None,

    /// <summary>Runs for each arrival, unless a neighbour is still on its way.</summary>
    Stream,

    /// <summary>Waits for every forward connection.</summary>
    Merge,

    /// <summary>Waits for every connection, backward ones too.</summary>
    Converge,

    /// <summary>Runs for the first arrival; later ones are swallowed.</summary>
    Cascade,

    /// <summary>Runs for the first arrival and cancels the rest.</summary>
    Race,
}

/// <summary>How flowcharts decide what runs next.</summary>
public enum FlowchartExecutionMode
{
    /// <summary>As the host says.</summary>
    Default = 0,

    /// <summary>With tokens.</summary>
    TokenBased = 1,

    /// <summary>With counters of visits.</summary>
    CounterBased = 2,
}
