using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Elsa.ITR.Tests.Shared;

/// <summary>A server on 127.0.0.1 that answers byte by byte what a test wants, also what no decent server would.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly Task _accepting;

    /// <param name="answer">Gets the request's text up to and including its content, and the connection to write to.</param>
    public LoopbackServer(Func<string, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>A server with one answer for everything.</summary>
    public LoopbackServer(string status, string content = "", params string[] headers)
        : this((_, stream, token) => WriteAsync(stream, status, content, headers, token))
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Requests so far, in full.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Url(string path = "/", string host = "127.0.0.1") => new($"http://{host}:{Port}{path}");

    /// <summary>A well-formed answer; the connection is closed after it.</summary>
    public static async Task WriteAsync(Stream stream, string status, string content, string[] headers, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        var head = $"HTTP/1.1 {status}\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n{string.Concat(headers.Select(x => x + "\r\n"))}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        await stream.WriteAsync(bytes, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (!_ended.IsCancellationRequested)
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ended.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var request = await ReadAsync(stream, _ended.Token);
                Requests.Enqueue(request);
                await _answer(request, stream, _ended.Token);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
            {
                // The client hung up, or the test is over: both are what tests of limits are about.
            }
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var count = await stream.ReadAsync(buffer, cancellationToken);
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
            var request = text.ToString();
            var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (count == 0 || (end >= 0 && request.Length >= end + 4 + ContentLength(request[..end])))
                return request;
        }
    }

    private static int ContentLength(string head) => head.Split("\r\n")
        .Where(x => x.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(x => int.Parse(x[15..].Trim(), System.Globalization.CultureInfo.InvariantCulture))
        .FirstOrDefault();
}
