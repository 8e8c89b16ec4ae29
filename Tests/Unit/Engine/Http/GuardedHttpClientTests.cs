using System.Net;
using System.Text;
using Elsa.Http;
using Elsa.ITR.Tests.Shared;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Tests.Unit.Engine.Http;

/// <summary>The client against a real server on loopback, which the tests allow where they want to reach it.</summary>
public sealed class GuardedHttpClientTests
{
    [Fact]
    public async Task An_answer_comes_with_status_headers_and_content()
    {
        await using var server = new LoopbackServer("201 Created", """{"id":17}""", "Content-Type: application/json", "X-Trace: a");

        var answer = await SendAsync(new HttpCall("POST", server.Url("/orders"))
        {
            Headers = new HttpHeaders { ["X-Mine"] = ["1"] },
            Content = "hello"u8.ToArray(),
            ContentType = "text/plain",
        });

        Assert.Null(answer.Failure);
        Assert.Equal(201, answer.StatusCode);
        Assert.Equal(["a"], answer.Headers["x-trace"]);
        Assert.Equal("""{"id":17}""", Encoding.UTF8.GetString(answer.Content));
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /orders HTTP/1.1", request);
        Assert.Contains("X-Mine: 1", request);
        Assert.EndsWith("hello", request);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")] // 127.0.0.1 as one number
    [InlineData("0x7f.1")]
    public async Task Loopback_is_refused_in_every_spelling_and_nothing_is_sent(string host)
    {
        await using var server = new LoopbackServer("200 OK");

        var answer = await SendAsync(new HttpCall("GET", server.Url("/", host)), options => options.AllowedNetworks.Clear());

        Assert.Equal(HttpFailure.Refused, answer.Failure);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_public_name_with_a_private_address_is_refused()
    {
        var names = new Names { ["intranet.example"] = ["10.0.0.5"] };

        var answer = await SendAsync(new HttpCall("GET", new Uri("http://intranet.example/")), options => options.AllowedNetworks.Clear(), names);

        Assert.Equal(HttpFailure.Refused, answer.Failure);
        Assert.Contains("10.0.0.5", answer.Message);
    }

    [Fact]
    public async Task A_name_is_looked_up_once_and_the_checked_address_is_the_one_connected_to()
    {
        await using var server = new LoopbackServer("200 OK");
        var names = new Names { ["rebind.example"] = ["127.0.0.1"] };

        var answer = await SendAsync(new HttpCall("GET", server.Url("/", "rebind.example")), names: names);

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal(["rebind.example"], names.Asked);
        Assert.Contains($"Host: rebind.example:{server.Port}", Assert.Single(server.Requests));
    }

    [Fact]
    public async Task A_redirect_on_the_same_host_is_followed_and_a_post_becomes_a_get()
    {
        await using var server = new LoopbackServer((request, stream, token) => request.Contains(" /old ", StringComparison.Ordinal)
            ? LoopbackServer.WriteAsync(stream, "303 See Other", "", ["Location: /new"], token)
            : LoopbackServer.WriteAsync(stream, "200 OK", "there", [], token));

        var answer = await SendAsync(new HttpCall("POST", server.Url("/old")) { Content = [1, 2, 3] });

        Assert.Equal("there", Encoding.UTF8.GetString(answer.Content));
        Assert.StartsWith("GET /new ", server.Requests.Last());
    }

    [Theory]
    [InlineData("http://localhost:{0}/secret")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//localhost/secret")]
    public async Task A_redirect_to_elsewhere_is_not_followed_it_is_the_answer(string location)
    {
        LoopbackServer? self = null;
        await using var server = self = new LoopbackServer((_, stream, token) => LoopbackServer.WriteAsync(
            stream, "302 Found", "", [$"Location: {string.Format(System.Globalization.CultureInfo.InvariantCulture, location, self!.Port)}"], token));

        var answer = await SendAsync(new HttpCall("GET", server.Url()) { Headers = new HttpHeaders { ["Authorization"] = ["Bearer secret"] } });

        Assert.Equal(302, answer.StatusCode);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        await using var server = new LoopbackServer("307 Temporary Redirect", "", "Location: /again");

        var answer = await SendAsync(new HttpCall("GET", server.Url()));

        Assert.Equal(307, answer.StatusCode);
        Assert.Equal(1 + new SendHttpRequestOptions().MaximumRedirects, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_a_timeout()
    {
        await using var server = new LoopbackServer((_, _, token) => Task.Delay(Timeout.Infinite, token));

        var answer = await SendAsync(new HttpCall("GET", server.Url()), options => options.Timeout = TimeSpan.FromMilliseconds(300));

        Assert.Equal(HttpFailure.Timeout, answer.Failure);
    }

    [Fact]
    public async Task A_server_that_drips_its_answer_is_a_timeout()
    {
        await using var server = new LoopbackServer(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"u8.ToArray(), token);
            while (true)
            {
                await stream.WriteAsync("x"u8.ToArray(), token);
                await Task.Delay(20, token);
            }
        });

        var answer = await SendAsync(new HttpCall("GET", server.Url()), options => options.Timeout = TimeSpan.FromMilliseconds(500));

        Assert.Equal(HttpFailure.Timeout, answer.Failure);
    }

    [Theory]
    [InlineData(true)] // says how much is coming
    [InlineData(false)] // does not say and does not stop
    public async Task An_answer_that_is_too_large_is_not_read(bool saysLength)
    {
        await using var server = new LoopbackServer(async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n" + (saysLength ? "Content-Length: 99999999\r\n\r\n" : "\r\n")), token);
            while (!saysLength)
                await stream.WriteAsync(new byte[8192], token);
        });

        var answer = await SendAsync(new HttpCall("GET", server.Url()), options => options.MaximumResponseSize = 64 * 1024);

        Assert.Equal(HttpFailure.TooLarge, answer.Failure);
    }

    [Fact]
    public async Task Compressed_content_is_not_unpacked()
    {
        await using var server = new LoopbackServer("200 OK", "not really gzip", "Content-Encoding: gzip");

        var answer = await SendAsync(new HttpCall("GET", server.Url()));

        Assert.Equal("not really gzip", Encoding.UTF8.GetString(answer.Content));
    }

    [Theory]
    [InlineData("nobody.example")]
    [InlineData("127.0.0.1")]
    public async Task Nobody_there_is_no_connection(string host)
    {
        var port = FreePort();
        var names = new Names { ["nobody.example"] = [] };

        var answer = await SendAsync(new HttpCall("GET", new Uri($"http://{host}:{port}/")), names: names);

        Assert.Equal(HttpFailure.NotConnected, answer.Failure);
    }

    [Theory]
    [InlineData("")] // hangs up
    [InlineData("this is not HTTP\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort")]
    public async Task A_server_that_breaks_off_is_no_connection(string text)
    {
        await using var server = new LoopbackServer(async (_, stream, token) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), token));

        var answer = await SendAsync(new HttpCall("GET", server.Url()));

        Assert.Equal(HttpFailure.NotConnected, answer.Failure);
    }

    private static async Task<HttpAnswer> SendAsync(HttpCall call, Action<SendHttpRequestOptions>? configure = null, IHostAddresses? names = null)
    {
        var settings = new SendHttpRequestOptions { AllowedNetworks = { IPNetwork.Parse("127.0.0.0/8") } };
        configure?.Invoke(settings);
        var options = Options.Create(settings);
        using var client = new GuardedHttpClient(new AddressGuard(options), names ?? new SystemNames(), options, TimeProvider.System);
        return await client.SendAsync(call, TestContext.Current.CancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class SystemNames : IHostAddresses
    {
        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);
    }

    private sealed class Names : Dictionary<string, string[]>, IHostAddresses
    {
        public List<string> Asked { get; } = [];

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            Asked.Add(host);
            return Task.FromResult(this[host].Select(IPAddress.Parse).ToArray());
        }
    }
}
