using System.Net;
using Microsoft.Extensions.Time.Testing;
using WorklistScp.Network.Access;

namespace WorklistScp.Network.Tests.Access;

public sealed class AddressLimitTests
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.7");

    private readonly FakeTimeProvider _time = new();
    private readonly AddressLimit _limit;

    public AddressLimitTests() => _limit = new AddressLimit(2, _time);

    [Fact]
    public void TryEnter_BeyondTheLimit_IsRefusedUntilOneLeaves()
    {
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => _limit.TryEnter(Address, out bool _)));
        Assert.True(_limit.TryEnter(IPAddress.Parse("192.0.2.8"), out _));

        _limit.Leave(Address);

        Assert.True(_limit.TryEnter(Address, out _));
        Assert.False(_limit.TryEnter(Address, out _));
    }

    [Fact]
    public void TryEnter_Refused_IsNewsOnceAMinute()
    {
        _limit.TryEnter(Address, out bool isNews);
        Assert.False(isNews);
        _limit.TryEnter(Address, out _);

        Assert.True(IsNews());
        Assert.False(IsNews());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(IsNews());
        Assert.False(IsNews());

        bool IsNews()
        {
            Assert.False(_limit.TryEnter(Address, out bool news));
            return news;
        }
    }

    [Theory]
    [InlineData("2001:db8:0:1::3", false)]
    [InlineData("2001:db8:0:2::1", true)]
    public void TryEnter_IPv6_CountsNetworksOf64Bits(string other, bool isAdmitted)
    {
        _limit.TryEnter(IPAddress.Parse("2001:db8:0:1::1"), out _);
        _limit.TryEnter(IPAddress.Parse("2001:db8:0:1::2"), out _);

        Assert.Equal(isAdmitted, _limit.TryEnter(IPAddress.Parse(other), out _));
    }

    [Theory]
    [InlineData(null, 1, 100)]
    [InlineData(null, 50, 100)]
    [InlineData(null, 300, 600)]
    [InlineData(null, int.MaxValue, int.MaxValue)]
    [InlineData(3, 300, 3)]
    [InlineData(0, 300, null)]
    public void LimitPerAddress_Default_LeavesRoomForAllAssociations(int? given, int associations, int? limit) =>
        Assert.Equal(limit, new AccessOptions { MaxPerAddress = given }.LimitPerAddress(associations));
}
