using System.Net;
using Elsa.Http;
using Microsoft.Extensions.Options;

namespace Elsa.ITR.Tests.Unit.Engine.Http;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")] // metadata
    [InlineData("169.254.169.254")] // metadata
    [InlineData("168.63.129.16")] // metadata
    [InlineData("192.0.0.192")] // metadata
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")] // metadata
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2001::4136:e378:8000:63bf:3fff:fdd2")] // Teredo
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::127.0.0.1")] // IPv4-compatible
    [InlineData("64:ff9b::10.0.0.1")] // NAT64
    [InlineData("64:ff9b:1::8.8.8.8")] // local NAT64
    [InlineData("2002:7f00:0001::1")] // 6to4 around 127.0.0.1
    [InlineData("2002:a00:0001::1")] // 6to4 around 10.0.0.1
    public void Addresses_of_our_own_house_are_refused(string address)
    {
        var error = Assert.Throws<AddressRefusedException>(() => Guard().Check("a.example", [IPAddress.Parse(address)]));

        Assert.Contains("a.example", error.Message);
        Assert.Contains("allow the host or its network", error.Message);
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("192.167.255.255")]
    [InlineData("100.63.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2002:808:808::1")]
    public void Public_addresses_are_not(string address) => Guard().Check("a.example", [IPAddress.Parse(address)]);

    [Fact]
    public void One_bad_address_among_good_ones_is_enough() =>
        Assert.Throws<AddressRefusedException>(() => Guard().Check("a.example", [IPAddress.Parse("8.8.8.8"), IPAddress.Parse("10.0.0.1")]));

    [Fact]
    public void What_is_allowed_by_network_or_by_host_may_be_reached_and_nothing_beside_it()
    {
        var guard = Guard(options =>
        {
            options.AllowedNetworks.Add(IPNetwork.Parse("10.20.0.0/16"));
            options.AllowedHosts.Add("erp.internal");
        });

        Assert.True(guard.Allows("x", IPAddress.Parse("10.20.3.4")));
        Assert.True(guard.Allows("x", IPAddress.Parse("::ffff:10.20.3.4")));
        Assert.True(guard.Allows("ERP.internal.", IPAddress.Parse("192.168.0.9")));
        Assert.False(guard.Allows("x", IPAddress.Parse("10.21.3.4")));
        Assert.False(guard.Allows("evil.erp.internal", IPAddress.Parse("192.168.0.9")));
    }

    private static AddressGuard Guard(Action<SendHttpRequestOptions>? configure = null)
    {
        var options = new SendHttpRequestOptions();
        configure?.Invoke(options);
        return new AddressGuard(Options.Create(options));
    }
}
