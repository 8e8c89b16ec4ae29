namespace Elsa.Expressions.Contracts;

/// <summary>Knows the names under which types stand in stored JSON.</summary>
public interface IWellKnownTypeRegistry
{
    /// <summary>Adds a type under an alias; lookups ignore case.</summary>
    void RegisterType(Type type, string alias);

    /// <summary>The alias of a type, nullable forms included; false when it has none.</summary>
    bool TryGetAlias(Type type, out string alias);

    /// <summary>The type of an alias or other registered name; false when none is registered.</summary>
    bool TryGetType(string alias, out Type type);

    /// <summary>All registered types.</summary>
    IEnumerable<Type> ListTypes();
}
