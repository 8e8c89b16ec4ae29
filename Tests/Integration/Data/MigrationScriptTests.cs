using Elsa.ITR.Data;
using Elsa.ITR.Migrations.PostgreSql;
using Elsa.ITR.Migrations.Sqlite;
using Elsa.ITR.Migrations.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Elsa.ITR.Tests.Integration.Data;

/// <summary>What can be said of every provider's migrations without a server.</summary>
public sealed class MigrationScriptTests
{
    public static TheoryData<string> Providers => ["Sqlite", "SqlServer", "PostgreSql"];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_model_change_has_its_migration(string provider)
    {
        using var db = Open(provider);

        Assert.False(db.Database.HasPendingModelChanges(), $"Run Host/Migrations/regenerate.sh: the migrations of {provider} lack a change of the model.");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void The_script_makes_every_table_of_the_model(string provider)
    {
        using var db = Open(provider);

        var script = db.GetService<IMigrator>().GenerateScript();

        foreach (var table in db.Model.GetEntityTypes().Select(x => x.GetTableName()).Distinct())
            Assert.Contains($"CREATE TABLE {Quote(provider, table!)}", script, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Tables_and_columns_are_snake_case(string provider)
    {
        using var db = Open(provider);

        var names = db.Model.GetEntityTypes().SelectMany(x => x.GetProperties().Select(p => p.GetColumnName()).Append(x.GetTableName()!));

        Assert.All(names, name => Assert.Matches("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", name));
    }

    [Fact]
    public void No_index_of_sql_server_is_wider_than_it_allows()
    {
        const int limit = 1700; // bytes of a nonclustered index key
        using var db = Open("SqlServer");

        foreach (var index in db.Model.GetEntityTypes().SelectMany(x => x.GetIndexes()))
            Assert.True(index.Properties.Sum(Width) <= limit, $"{index.DeclaringEntityType.GetTableName()}: {string.Join(", ", index.Properties.Select(x => x.Name))}");
    }

    private static int Width(IReadOnlyProperty property)
    {
        const int fixedSize = 16; // the widest of the other types: uniqueidentifier
        if ((property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) != typeof(string))
            return fixedSize;

        return (property.GetMaxLength() ?? int.MaxValue / 4) * (property.IsUnicode() == false ? 1 : 2);
    }

    private static string Quote(string provider, string table) => provider switch
    {
        "SqlServer" => $"[{table}]",
        "Sqlite" => $"\"{table}\"",
        _ => table,
    };

    private static ItrDbContext Open(string provider) => provider switch
    {
        "Sqlite" => new SqliteDesignTime().CreateDbContext([]),
        "SqlServer" => new SqlServerDesignTime().CreateDbContext([]),
        _ => new PostgreSqlDesignTime().CreateDbContext([]),
    };
}
