using System.Globalization;
using Elsa.ITR.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Data;

public sealed class SqliteSettingsTests(SqliteTestDatabase database) : IClassFixture<SqliteTestDatabase>
{
    [Fact]
    public async Task A_connection_that_comes_from_the_pool_again_still_flushes_every_commit()
    {
        await using var host = new DataHost(database);

        for (var opening = 0; opening < 3; opening++)
            Assert.Equal("wal 2 10000 1", await host.ReadAsync(SettingsAsync));
    }

    private static async Task<string> SettingsAsync(DbContext db)
    {
        await db.Database.OpenConnectionAsync();
        var values = new List<string>();
        foreach (var setting in (string[])["journal_mode", "synchronous", "busy_timeout", "foreign_keys"])
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"PRAGMA {setting}";
            values.Add(Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!);
        }

        return string.Join(' ', values);
    }
}
