using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Elsa.ITR.Tests.Shared;

/// <summary>A PostgreSQL server of our own: a fresh cluster in a temporary folder, on 127.0.0.1 and a free port, gone with the process.</summary>
public sealed class PostgreSqlServer
{
    private const string Superuser = "itr"; // local connections are trusted: the cluster listens on the loopback only and holds test data
    private static readonly Lazy<Task<(PostgreSqlServer? Server, string Reason)>> Shared = new(TryStartAsync);

    private readonly string _bin;
    private readonly string _folder;
    private readonly int _port;

    private PostgreSqlServer(string bin, string folder, int port) => (_bin, _folder, _port) = (bin, folder, port);

    /// <summary>The server of this test run, started on first use; null with the reason when the machine has none.</summary>
    public static Task<(PostgreSqlServer? Server, string Reason)> GetAsync() => Shared.Value;

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port.ToString(CultureInfo.InvariantCulture)};Username={Superuser};Database={database};Include Error Detail=true";

    private static async Task<(PostgreSqlServer?, string)> TryStartAsync()
    {
        if (FindBin() is not { } bin)
            return (null, "PostgreSQL is not installed: no initdb under /usr/lib/postgresql/*/bin.");

        var folder = Path.Combine(Path.GetTempPath(), $"itr-pg-{Guid.NewGuid():n}");
        Directory.CreateDirectory(folder);
        var server = new PostgreSqlServer(bin, folder, FreePort());
        try
        {
            await server.StartAsync();
            return (server, "");
        }
        catch (InvalidOperationException error)
        {
            return (null, $"PostgreSQL did not start: {error.Message}");
        }
    }

    private async Task StartAsync()
    {
        var data = Path.Combine(_folder, "data");
        if (Environment.IsPrivilegedProcess) // PostgreSQL refuses to run as root
            await RunAsync("chown", "-R", "postgres", _folder);

        await RunAsOrdinaryUserAsync("initdb", "-D", data, "-U", Superuser, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        StopWithThisProcess(data);
        // Durability of the test server is nobody's promise; what is tested is what commits and what conflicts.
        var options = $"-p {_port.ToString(CultureInfo.InvariantCulture)} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c full_page_writes=off -c max_connections=200";
        await RunAsOrdinaryUserAsync("pg_ctl", "-D", data, "-l", Path.Combine(_folder, "log"), "-w", "-t", "60", "-o", options, "start");
    }

    // A test process may be killed at any moment: a shell of its own waits for its end, stops the server and removes the folder.
    private void StopWithThisProcess(string data)
    {
        var stop = Environment.IsPrivilegedProcess ? "runuser -u postgres -- \"$BIN/pg_ctl\"" : "\"$BIN/pg_ctl\"";
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(
            $"(while kill -0 \"$OWNER\" 2>/dev/null; do sleep 1; done; {stop} -D \"$DATA\" -m immediate -t 10 stop; rm -rf \"$FOLDER\" \"$FOLDER.out\") >/dev/null 2>&1 </dev/null &");
        start.Environment["BIN"] = _bin;
        start.Environment["DATA"] = data;
        start.Environment["FOLDER"] = _folder;
        start.Environment["OWNER"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var shell = Process.Start(start);
    }

    private Task RunAsOrdinaryUserAsync(string tool, params string[] arguments)
    {
        var program = Path.Combine(_bin, tool);
        return Environment.IsPrivilegedProcess
            ? RunAsync("runuser", ["-u", "postgres", "--", program, .. arguments])
            : RunAsync(program, arguments);
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        // pg_ctl leaves the server running with its output handles; they must not be our pipes, or reading them never ends.
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, WorkingDirectory = _folder };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >>\"$OUT\" 2>&1 </dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var output = $"{_folder}.out";
        start.Environment["OUT"] = output;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {process.ExitCode}: {(File.Exists(output) ? await File.ReadAllTextAsync(output) : "")}");
    }

    private static string? FindBin() =>
        !Directory.Exists("/usr/lib/postgresql")
            ? null
            : Directory.GetDirectories("/usr/lib/postgresql").Select(x => Path.Combine(x, "bin"))
                .Where(x => File.Exists(Path.Combine(x, "initdb")) && File.Exists(Path.Combine(x, "pg_ctl")))
                .OrderDescending(StringComparer.Ordinal).FirstOrDefault();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
