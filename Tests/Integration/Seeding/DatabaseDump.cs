using System.Text.RegularExpressions;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Migrations.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Seeding;

/// <summary>Reads a database as the system.</summary>
public static partial class DatabaseDump
{
    public static async Task<T> ReadAsync<T>(string file, Func<ItrDbContext, Task<T>> read)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddItrData(new SqliteProvider(), $"Data Source={file};Pooling=False");
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        return await read(scope.ServiceProvider.GetRequiredService<ItrDbContext>());
    }

    public static Task<int> CountAsync<T>(string file)
        where T : class => ReadAsync(file, db => db.Set<T>().CountAsync());

    /// <summary>Every row of the tables as text, sorted; ids drawn at run time and random columns are left out.</summary>
    public static Task<IReadOnlyList<string>> RowsAsync(string file, Func<string, bool> isTable, params string[] without) =>
        ReadAsync<IReadOnlyList<string>>(file, async db =>
        {
            await db.Database.OpenConnectionAsync();
            var rows = new List<string>();
            var tables = db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct().Where(isTable).Order(StringComparer.Ordinal).ToList();
            foreach (var table in tables)
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"SELECT * FROM \"{table}\"";
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    var cells = Enumerable.Range(0, reader.FieldCount).Where(i => !without.Contains(reader.GetName(i))).Select(i => $"{reader.GetName(i)}={reader.GetValue(i)}");
                    rows.Add(DrawnId().Replace($"{table}: {string.Join(", ", cells)}", "*"));
                }
            }

            rows.Sort(StringComparer.Ordinal);
            return rows;
        });

    // Version 7: drawn when the row was made. Those of literal rows are made from their codes (version 8).
    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?7[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex DrawnId();
}
