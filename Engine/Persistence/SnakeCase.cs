using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Elsa.Persistence.EFCore;

/// <summary>Names of tables and columns.</summary>
public static class SnakeCase
{
    /// <summary><c>LeaseUntil</c> becomes <c>lease_until</c>, <c>CaseID2</c> becomes <c>case_id2</c>.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord && name[i - 1] != '_')
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>Names all columns, keys and indexes of an entity from its property names; call it last.</summary>
    public static void Apply(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
            property.SetColumnName(Of(property.Name));
        foreach (var key in entity.GetDeclaredKeys().Where(key => !key.IsPrimaryKey() || !entity.GetDirectlyDerivedTypes().Any())) // several tables bear the key of a base
            key.SetName((key.IsPrimaryKey() ? "pk_" : "ak_") + entity.GetTableName() + (key.IsPrimaryKey() ? "" : "_" + Columns(key.Properties)));
        foreach (var index in entity.GetDeclaredIndexes())
            index.SetDatabaseName(index.Name ?? $"ix_{entity.GetTableName()}_{Columns(index.Properties)}");
        foreach (var foreignKey in entity.GetDeclaredForeignKeys())
            foreignKey.SetConstraintName($"fk_{entity.GetTableName()}_{Columns(foreignKey.Properties)}");
    }

    private static string Columns(IReadOnlyList<IMutableProperty> properties) => string.Join("_", properties.Select(x => Of(x.Name)));
}
