namespace Elsa.Expressions.Exceptions;

/// <summary>A value does not convert to the type that is needed.</summary>
public class TypeConversionException(string message, object? value, Type targetType, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The value as it was given.</summary>
    public object? Value { get; } = value;

    /// <summary>The type it should have become.</summary>
    public Type TargetType { get; } = targetType;
}
