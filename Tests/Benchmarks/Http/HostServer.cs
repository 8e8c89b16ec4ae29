using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Seeding;

namespace Elsa.ITR.Tests.Benchmarks.Http;

/// <summary>The executable in a process of its own, built as this program is, on a SQLite file with master data.</summary>
public sealed class HostServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private HostServer(Process process, string folder, Uri address) => (_process, _folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>From the start of the process to its first healthy answer.</summary>
    public TimeSpan Startup { get; private set; }

    /// <summary>Resident memory in MiB, now.</summary>
    public double MemoryMiB => Status("VmRSS:");

    /// <summary>Resident memory in MiB, at its highest.</summary>
    public double PeakMiB => Status("VmHWM:");

    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it on a fresh file.</summary>
    public static async Task<HostServer> StartAsync() => await StartAsync(await DemoFiles.NewAsync());

    /// <summary>Starts it on a file that exists; the file's folder is deleted in the end.</summary>
    /// <exception cref="InvalidOperationException">It ended instead of answering.</exception>
    public static async Task<HostServer> StartAsync(string database)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(Repository.Root, "artifacts", "bin", "Host.Web", configuration, "Elsa.ITR.Host.Web.dll"),
                $"--urls={address.GetLeftPart(UriPartial.Authority)}", $"--contentRoot={Path.Combine(Repository.Root, "Host", "Web")}",
                "--environment=Demonstration", "--Database:Provider=Sqlite", $"--ConnectionStrings:Itr=Data Source={database}",
                "--Logging:LogLevel:Default=Warning",
            },
        })!;
        var server = new HostServer(process, Path.GetDirectoryName(database)!, address);
        await server.UntilHealthyAsync();
        server.Startup = Stopwatch.GetElapsedTime(started);
        return server;
    }

    /// <summary>A program signed in as a demonstration account.</summary>
    public async Task<HttpClient> SignInAsync(string userName)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
        var answer = await client.PostAsJsonAsync("/api/token", new { userName, password = DemoAccounts.Password });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <summary>Ends the process as a power failure would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task UntilHealthyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        while (!_process.HasExited)
        {
            try
            {
                if ((await client.GetAsync("/health")).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException($"The host ended with code {_process.ExitCode}. Build Host/Web in the configuration of this program.");
    }

    private double Status(string what) => File.ReadLines($"/proc/{_process.Id}/status").First(x => x.StartsWith(what, StringComparison.Ordinal))
        .Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is var words ? double.Parse(words[1], CultureInfo.InvariantCulture) / 1024 : 0;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
