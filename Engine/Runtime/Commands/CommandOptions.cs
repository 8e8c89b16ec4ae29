namespace Elsa.Workflows.Runtime.Commands;

/// <summary>Who asks for a command, under which name, how often it may have an effect, and what it must not meet half way.</summary>
public sealed record CommandOptions
{
    /// <summary>Principal of work that no person asked for.</summary>
    public const string System = "system";

    /// <summary>Person id, or <see cref="System"/>.</summary>
    public required string Principal { get; init; }

    /// <summary>Stable name of the operation, for example <c>POST /api/work-items/{id}/complete</c>.</summary>
    public required string Route { get; init; }

    /// <summary>Idempotency key, unique for principal and route; null when the answer need not be remembered.</summary>
    public string? Key { get; init; }

    /// <summary>Hash of the request's body; another one under the same key is an <see cref="IdempotencyKeyReusedException"/>.</summary>
    public string? BodyHash { get; init; }

    /// <summary>Keys of in-process locks (<c>instance:…</c>, a record's id); taken in ordinal order, so no two commands dead-lock.</summary>
    public IReadOnlyList<string> Locks { get; init; } = [];

    /// <summary>Sets identity and access scope in the fresh scope; called before every run of the command.</summary>
    public Action<IServiceProvider>? Prepare { get; init; }

    /// <summary>Options for work that the engine starts on its own.</summary>
    /// <param name="route">Stable name of the operation.</param>
    /// <param name="prepare">See <see cref="Prepare"/>; usually <see cref="RuntimeOptions.PrepareBackground"/>.</param>
    /// <param name="locks">See <see cref="Locks"/>.</param>
    public static CommandOptions ForSystem(string route, Action<IServiceProvider>? prepare, params IEnumerable<string> locks) =>
        new() { Principal = System, Route = route, Prepare = prepare, Locks = [.. locks] };
}
