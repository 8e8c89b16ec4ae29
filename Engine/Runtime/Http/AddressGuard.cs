using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Elsa.Http;

/// <summary>Tells public addresses from those that lead into our own house: loopback, private, link-local, metadata and the like.</summary>
/// <remarks>
/// An IPv6 address that carries an IPv4 one (mapped, compatible, NAT64, 6to4) is judged by that one as well. Networks: IANA special-purpose
/// registries for IPv4 and IPv6.
/// </remarks>
public sealed class AddressGuard(IOptions<SendHttpRequestOptions> options)
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. ((string[])
        [
            "0.0.0.0/8", // this network
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private
            "100.64.0.0/10", // shared by carriers; a metadata service lives at 100.100.100.200
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, with the metadata services at 169.254.169.254
            "168.63.129.16/32", // a metadata service on an address that looks public
            "192.0.0.0/24", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "192.88.99.0/24", // protocols, documentation, old relays
            "198.18.0.0/15", // benchmarks
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, broadcast
            "::/128", "::1/128", // unspecified, loopback
            "64:ff9b:1::/48", // local NAT64
            "100::/64", // discard
            "2001::/23", // protocols, Teredo
            "2001:db8::/32", "3fff::/20", // documentation
            "5f00::/16", // segment routing
            "fc00::/7", // unique local, with a metadata service at fd00:ec2::254
            "fe80::/10", "fec0::/10", // link-local, site-local
            "ff00::/8", // multicast
        ]).Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");

    /// <summary>Whether a connection to the address may be made for that host.</summary>
    /// <param name="host">Name or address as the request has it.</param>
    /// <param name="address">An address of it.</param>
    public bool Allows(string host, IPAddress address) =>
        options.Value.AllowedHosts.Contains(host.TrimEnd('.'))
        || Faces(address).All(face => options.Value.AllowedNetworks.Any(network => network.Contains(face)) || IsPublic(face));

    /// <summary>Throws unless every address of the host may be reached: a name with one bad address is a trick.</summary>
    /// <exception cref="AddressRefusedException">One may not.</exception>
    public void Check(string host, IReadOnlyCollection<IPAddress> addresses)
    {
        foreach (var address in addresses)
            if (!Allows(host, address))
                throw new AddressRefusedException(host, address);
    }

    private static bool IsPublic(IPAddress address) => !Array.Exists(NotPublic, network => network.Contains(address));

    /// <summary>The address, and the IPv4 address inside of it. A mapped one is nothing but that.</summary>
    private static IEnumerable<IPAddress> Faces(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return [address];
        if (address.IsIPv4MappedToIPv6)
            return [address.MapToIPv4()];

        var bytes = address.GetAddressBytes();
        var bare = new IPAddress(bytes); // without the zone, which no network contains
        if (Nat64.Contains(bare) || (Compatible.Contains(bare) && !IPAddress.IsLoopback(bare) && !bare.Equals(IPAddress.IPv6Any)))
            return [bare, new IPAddress(bytes.AsSpan(12, 4))];
        return SixToFour.Contains(bare) ? [bare, new IPAddress(bytes.AsSpan(2, 4))] : [bare];
    }
}

/// <summary>A request was to go where workflows may not reach.</summary>
public sealed class AddressRefusedException(string host, IPAddress address) : Exception(
    $"Expected host '{host}' to have public addresses only, but it has {address}. If workflows shall reach it, allow the host or its network in the settings.")
{
    /// <summary>Name or address as the request has it.</summary>
    public string Host { get; } = host;

    /// <summary>The address that was refused.</summary>
    public IPAddress Address { get; } = address;
}
