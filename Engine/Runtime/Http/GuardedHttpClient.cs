using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Elsa.Http;

/// <summary>Looks up the addresses of a name.</summary>
public interface IHostAddresses
{
    /// <summary>All addresses, in order of preference; a text that is an address is its own.</summary>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}

/// <summary>Asks the operating system.</summary>
internal sealed class SystemHostAddresses : IHostAddresses
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);
}

/// <summary>Sends requests of workflows: only to addresses that the guard has seen, on one host, within time and size.</summary>
/// <remarks>The connection is made to the checked address itself; the name is not looked up a second time, so a name that changes in
/// between gains nothing. No proxy, no cookies, no decompression.</remarks>
public sealed class GuardedHttpClient : IDisposable
{
    private readonly AddressGuard _guard;
    private readonly IHostAddresses _addresses;
    private readonly SendHttpRequestOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _invoker;

    /// <summary>Creates the client; one per process.</summary>
    public GuardedHttpClient(AddressGuard guard, IHostAddresses addresses, IOptions<SendHttpRequestOptions> options, TimeProvider time)
    {
        (_guard, _addresses, _options, _time) = (guard, addresses, options.Value, time);
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            ConnectTimeout = _options.ConnectTimeout,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 64, // kilobytes
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // an address is looked up and checked again at least that often
        });
    }

    /// <summary>Sends the request and reads its answer to the end.</summary>
    /// <returns>The answer, or why there is none.</returns>
    public async Task<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await FollowAsync(call, either.Token);
        }
        catch (Exception error) when (Find<AddressRefusedException>(error) is { } refused)
        {
            return new HttpAnswer { Failure = HttpFailure.Refused, Message = refused.Message };
        }
        catch (Exception error) when (Find<AnswerTooLargeException>(error) is { } tooLarge)
        {
            return new HttpAnswer { Failure = HttpFailure.TooLarge, Message = tooLarge.Message };
        }
        catch (Exception error) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new HttpAnswer { Failure = HttpFailure.Timeout, Message = $"No complete answer within {_options.Timeout}: {error.Message}" };
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && error is HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            return new HttpAnswer { Failure = HttpFailure.NotConnected, Message = error.Message };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();

    private async Task<HttpAnswer> FollowAsync(HttpCall call, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = call.ToRequest();
            using var response = await _invoker.SendAsync(request, cancellationToken);
            if (redirects == _options.MaximumRedirects || Next(call, response) is not { } next)
                return await ReadAsync(response, cancellationToken);
            call = next;
        }
    }

    /// <summary>The call a redirect asks for; null when the answer is none, or leads to another host: then the answer itself is the result.</summary>
    private static HttpCall? Next(HttpCall call, HttpResponseMessage response)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
            return null;

        var target = new Uri(call.Url, location);
        var isSameHost = target.Scheme == call.Url.Scheme && target.Port == call.Url.Port
            && target.IdnHost.Equals(call.Url.IdnHost, StringComparison.OrdinalIgnoreCase) && target.UserInfo.Length == 0;
        if (!isSameHost)
            return null;

        // As browsers do: 303 always, 301 and 302 after a POST, go on with a GET.
        var turnsToGet = response.StatusCode == HttpStatusCode.SeeOther ? call.Method != "HEAD" : (int)response.StatusCode < 303 && call.Method == "POST";
        return turnsToGet
            ? call with { Url = target, Method = "GET", Content = [], ContentType = null }
            : call with { Url = target };
    }

    private async Task<HttpAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > _options.MaximumResponseSize)
            throw new AnswerTooLargeException(_options.MaximumResponseSize);

        using var content = new MemoryStream();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (content.Length + count > _options.MaximumResponseSize)
                throw new AnswerTooLargeException(_options.MaximumResponseSize);
            content.Write(buffer, 0, count);
        }

        return new HttpAnswer
        {
            StatusCode = (int)response.StatusCode,
            Headers = new HttpHeaders(response.Headers.Concat(response.Content.Headers).Select(x => KeyValuePair.Create(x.Key, x.Value.ToArray()))),
            ContentType = response.Content.Headers.ContentType?.ToString(),
            Content = content.ToArray(),
        };
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host.Trim('[', ']');
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _addresses.ResolveAsync(host, cancellationToken);
        if (addresses.Length == 0)
            throw new HttpRequestException(HttpRequestError.NameResolutionError, $"Host '{host}' has no address.");
        _guard.Check(host, addresses);

        for (var index = 0; ; index++)
        {
            var socket = new Socket(addresses[index].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[index], context.DnsEndPoint.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception error)
            {
                socket.Dispose();
                if (error is not SocketException || index == addresses.Length - 1)
                    throw;
            }
        }
    }

    private static T? Find<T>(Exception? error) where T : Exception
    {
        for (; error is not null; error = error.InnerException)
            if (error is T found)
                return found;
        return null;
    }

    private sealed class AnswerTooLargeException(int limit) : Exception($"Expected an answer of at most {limit} bytes, but it has more.");
}
