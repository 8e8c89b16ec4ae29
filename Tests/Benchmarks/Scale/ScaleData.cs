using System.Globalization;
using Elsa.ITR.Web.Commands;
using Elsa.ITR.Web.Seeding;
using Npgsql;

namespace Elsa.ITR.Tests.Benchmarks.Scale;

/// <summary>A PostgreSQL database with as many open and as many closed work items as asked for: the demonstration data, multiplied by the server itself.</summary>
public static class ScaleData
{
    private const string Marker = "bench_scale";

    /// <summary>The case that is looked at: a live one of the demonstration, with its flows as they ran and a long timeline.</summary>
    public const int Events = 500;

    /// <summary>Fills the database unless it is filled already; says what it does.</summary>
    /// <exception cref="FormatException">The database holds another number of rows.</exception>
    public static async Task FillAsync(string connectionString, int rows, Report report)
    {
        if (await FilledAsync(connectionString) is { } found)
        {
            if (found != rows)
                throw new FormatException($"Expected a database with {rows} rows, but it was filled with {found}. Name another or pass --count {found}.");
            return;
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        await SeedAsync(connectionString);
        report.Line($"demonstration data after {Report.Number(watch.Elapsed.TotalSeconds)} s");
        await using var connection = await OpenAsync(connectionString);
        await RunAsync(connection, $"SET bench.rows = {rows.ToString(CultureInfo.InvariantCulture)}");
        await RunAsync(connection, await ReadScriptAsync());
        await RunAsync(connection, LongTimeline);
        await RunAsync(connection, "VACUUM ANALYZE");
        await RunAsync(connection, $"CREATE TABLE {Marker} AS SELECT {rows.ToString(CultureInfo.InvariantCulture)} AS rows");
        report.Line($"multiplied after {Report.Number(watch.Elapsed.TotalSeconds)} s");
    }

    /// <summary>One value.</summary>
    public static async Task<T> ReadAsync<T>(string connectionString, string sql)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    // The oldest of the demonstration's open faults gets lines until it has as many as asked for.
    private static string LongTimeline => $"""
        INSERT INTO case_events (id, case_id, kind, text_key, args, occurred_at, actor_id, actor_name_zh, actor_name_en, is_internal, at)
        SELECT md5(e.id::text || '/' || k)::uuid, e.case_id, e.kind, e.text_key, e.args, e.occurred_at, e.actor_id, e.actor_name_zh, e.actor_name_en, e.is_internal, e.at + make_interval(secs => k)
        FROM (SELECT *, row_number() OVER (ORDER BY at, id) AS place, count(*) OVER () AS known FROM case_events WHERE case_id = ({LongCase})) e
        CROSS JOIN generate_series(1, {Events}) k WHERE (k - 1) * known + place <= {Events} - known
        """;

    /// <summary>Id of the case with the long timeline, as SQL.</summary>
    public const string LongCase = "SELECT id FROM cases WHERE closed_at IS NULL AND case_type = 'Fault' AND length(no) < 20 ORDER BY no LIMIT 1";

    private static async Task SeedAsync(string connectionString)
    {
        var anchor = new Anchor(Anchor.LiteralDay);
        var time = new SeedTime(anchor.Now.AddYears(-1).AddDays(-1));
        var run = new ToolRun(new ToolArguments([], []), TextWriter.Null, TextWriter.Null, TextReader.Null, CancellationToken.None);
        using var host = run.BuildHost(
            new Dictionary<string, string?> { ["Database:Provider"] = "PostgreSql", ["ConnectionStrings:Itr"] = connectionString }, services => SeedRunner.Configure(services, time));
        await new SeedRunner(host.Services, time, anchor).RunAsync();
    }

    private static async Task<int?> FilledAsync(string connectionString)
    {
        try
        {
            return await ReadAsync<int>(connectionString, $"SELECT rows FROM {Marker}");
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.UndefinedTable)
        {
            return null;
        }
    }

    private static async Task<string> ReadScriptAsync()
    {
        using var reader = new StreamReader(typeof(ScaleData).Assembly.GetManifestResourceStream("multiply.sql")!);
        return await reader.ReadToEndAsync();
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 3600 };
        await command.ExecuteNonQueryAsync();
    }
}
