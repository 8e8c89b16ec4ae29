using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Elsa.ITR.Tests.Shared;

/// <summary>The real executable in a process of its own, on a SQLite file or a server's database, so that a test can kill it at any instruction and start it again.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly string _clockFile;
    private readonly string _contentRoot;
    private readonly List<string> _output = [];
    private readonly string _logFile;
    private readonly string _provider;
    private Process? _process;

    private HostProcess(string provider, string database, string clockFile, Uri address, string contentRoot)
    {
        _provider = provider;
        _contentRoot = contentRoot;
        Database = database;
        _clockFile = clockFile;
        Address = address;
        _logFile = Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "logs")).FullName, $"host-{address.Port}.log");
    }

    /// <summary>The SQLite file, or the connection string of a server's database.</summary>
    public string Database { get; }

    /// <summary>Of the process that runs.</summary>
    public int ProcessId => _process!.Id;

    public Uri Address { get; }

    /// <summary>Holds the host's instant.</summary>
    public string ClockFile => _clockFile;

    /// <summary>What the process has written so far, for messages of failed tests.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output.TakeLast(60));
        }
    }

    /// <summary>Starts the host on a database file that exists, at an instant.</summary>
    /// <param name="contentRoot">Folder of the application's own files; null for the source tree.</param>
    public static async Task<HostProcess> StartAsync(string database, DateTimeOffset now, string? contentRoot = null)
    {
        var clockFile = Path.Combine(Path.GetDirectoryName(database)!, "clock.txt");
        var host = new HostProcess("Sqlite", database, clockFile, new Uri($"http://127.0.0.1:{FreePort()}"), contentRoot ?? Path.Combine(Repository.Root, "Host", "Web"));
        host.SetTime(now);
        await host.StartAgainAsync();
        return host;
    }

    /// <summary>A node on a server's database, not started yet; nodes with the same clock file share one time.</summary>
    public static HostProcess OnServer(string provider, string connectionString, string clockFile) =>
        new(provider, connectionString, clockFile, new Uri($"http://127.0.0.1:{FreePort()}"), Path.Combine(Repository.Root, "Host", "Web"));

    /// <summary>Lets the host's time stand at an instant.</summary>
    public void SetTime(DateTimeOffset now)
    {
        var draft = _clockFile + ".new";
        File.WriteAllText(draft, now.ToString("O", CultureInfo.InvariantCulture));
        File.Move(draft, _clockFile, overwrite: true);
    }

    /// <summary>Starts the process and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        Launch();
        await UntilHealthyAsync();
    }

    /// <summary>Starts the process and does not wait.</summary>
    public void Launch()
    {
        var web = Path.Combine(Repository.Root, "artifacts", "bin", "Host.Web", "debug", "Elsa.ITR.Host.Web.dll");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                web, $"--urls={Address.GetLeftPart(UriPartial.Authority)}", $"--contentRoot={_contentRoot}",
                $"--Database:Provider={_provider}", $"--ConnectionStrings:Itr={(_provider == "Sqlite" ? $"Data Source={Database}" : Database)}", $"--Testing:ClockFile={_clockFile}",
                "--Logging:LogLevel:Default=Warning",
            },
            Environment = { ["DOTNET_ENVIRONMENT"] = "Testing", ["ASPNETCORE_ENVIRONMENT"] = "Testing" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("The host's process did not start.");
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Ends the process as a power failure would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;

        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    /// <summary>Waits until the process answers.</summary>
    public async Task UntilHealthyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < StartLimit)
        {
            if (_process!.HasExited)
                throw new InvalidOperationException($"The host ended with code {_process.ExitCode}:\n{Output}");

            try
            {
                if ((await client.GetAsync("/health")).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"The host did not answer within {StartLimit.TotalSeconds} s:\n{Output}");
    }

    private void Note(string? line)
    {
        if (line is null)
            return;

        lock (_output)
        {
            _output.Add(line);
            File.AppendAllText(_logFile, line + Environment.NewLine);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
