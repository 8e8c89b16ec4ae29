namespace Elsa.Workflows.Exceptions;

/// <summary>A fault with a code.</summary>
public class FaultException(string code, string category, string type, string? message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Code of the fault.</summary>
    public string Code { get; } = code;

    /// <summary>Category of the fault, e.g. <c>General</c>.</summary>
    public string Category { get; } = category;

    /// <summary>Type of the fault, e.g. <c>System</c>.</summary>
    public string Type { get; } = type;
}

/// <summary>The activity type of a node is not known.</summary>
public class ActivityNotFoundException(string missingTypeName, int missingTypeVersion = 0)
    : Exception($"Expected activity type '{missingTypeName}' (version {missingTypeVersion}) to be registered, but it is not. "
        + "Register the assembly that has it, or replace the activity.")
{
    /// <summary>The type that is missing.</summary>
    public string MissingTypeName { get; } = missingTypeName;

    /// <summary>The version that was asked for; 0 when it is not known.</summary>
    public int MissingTypeVersion { get; } = missingTypeVersion;
}

/// <summary>An input could not be computed; the cause is the inner exception.</summary>
public class InputEvaluationException(string inputName, string message, Exception innerException) : Exception(message, innerException)
{
    /// <summary>Name of the input.</summary>
    public string InputName { get; } = inputName;
}
