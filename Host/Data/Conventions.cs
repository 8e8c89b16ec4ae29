using System.Text.Json;
using Elsa.ITR.Domain.Shared;
using Elsa.Persistence.EFCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Elsa.ITR.Data;

/// <summary>What holds for every table: names, instants, enums, decimals, keys and concurrency; nothing here knows a subject.</summary>
public static class Conventions
{
    /// <summary>Longest word of an enum, role, code or state.</summary>
    public const int WordLength = 40;

    /// <summary>A business number, e.g. <c>CASE-20261123-0001</c>.</summary>
    public const int NoLength = 40;

    /// <summary>A name or title in either language.</summary>
    public const int NameLength = 200;

    /// <summary>A sentence: reason, comment.</summary>
    public const int SentenceLength = 2000;

    internal static void Configure(ModelConfigurationBuilder configuration, string? providerName)
    {
        UtcConventions.Apply(configuration, providerName);
        configuration.Properties<Enum>().HaveConversion<string>().HaveMaxLength(WordLength);
        var decimals = configuration.Properties<decimal>().HavePrecision(12, 2);
        if (UtcConventions.IsSqlite(providerName))
            decimals.HaveConversion<double>(); // SQLite has no decimal; text would not sort
    }

    /// <summary>Keys and concurrency of every domain type, then snake_case for every name.</summary>
    internal static void Finish(ModelBuilder builder, string? providerName)
    {
        foreach (var type in builder.Model.GetEntityTypes().ToList())
        {
            if (typeof(Entity).IsAssignableFrom(type.ClrType))
            {
                var entity = builder.Entity(type.ClrType);
                entity.Property(nameof(Entity.Id)).ValueGeneratedNever(); // the domain makes it, so links exist before the commit
                entity.Property(nameof(Entity.RowVersion)).IsConcurrencyToken(); // the same on all three providers
                entity.Property(nameof(Entity.CreatedBy)).HasMaxLength(NameLength);
                entity.Property(nameof(Entity.UpdatedBy)).HasMaxLength(NameLength);
            }
            else if (typeof(LogEntry).IsAssignableFrom(type.ClrType))
            {
                builder.Entity(type.ClrType).Property(nameof(LogEntry.Id)).ValueGeneratedNever();
            }

            SnakeCase.Apply(type);
        }
    }

    /// <summary>Stores a value as a JSON document in a text column.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property)
        where T : class
    {
        property.HasConversion(
            new ValueConverter<T, string>(
                value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
                text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!),
            new ValueComparer<T>(
                (a, b) => JsonSerializer.Serialize(a, JsonSerializerOptions.Web) == JsonSerializer.Serialize(b, JsonSerializerOptions.Web),
                value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web).GetHashCode(StringComparison.Ordinal),
                value => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, JsonSerializerOptions.Web), JsonSerializerOptions.Web)!));
        return property;
    }

    /// <summary>A code, state or role.</summary>
    public static PropertyBuilder<T> IsWord<T>(this PropertyBuilder<T> property) => property.HasMaxLength(WordLength);

    /// <summary>A name or title.</summary>
    public static PropertyBuilder<T> IsName<T>(this PropertyBuilder<T> property) => property.HasMaxLength(NameLength);

    /// <summary>A business number.</summary>
    public static PropertyBuilder<T> IsNo<T>(this PropertyBuilder<T> property) => property.HasMaxLength(NoLength).IsUnicode(false);

    /// <summary>A reason or comment.</summary>
    public static PropertyBuilder<T> IsSentence<T>(this PropertyBuilder<T> property) => property.HasMaxLength(SentenceLength);
}
