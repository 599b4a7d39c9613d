using System.Net;
using WorklistScp.Network.Access;

namespace WorklistScp.Network.Tests.Access;

public sealed class AddressLimitTests
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.7");

    private readonly AddressLimit _limit = new(2);

    [Fact]
    public void TryEnter_BeyondTheLimit_IsRefusedUntilOneLeaves()
    {
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => _limit.TryEnter(Address)));
        Assert.True(_limit.TryEnter(IPAddress.Parse("192.0.2.8")));

        _limit.Leave(Address);

        Assert.True(_limit.TryEnter(Address));
        Assert.False(_limit.TryEnter(Address));
    }

    [Theory]
    [InlineData("2001:db8:0:1::3", false)]
    [InlineData("2001:db8:0:2::1", true)]
    public void TryEnter_IPv6_CountsNetworksOf64Bits(string other, bool isAdmitted)
    {
        _limit.TryEnter(IPAddress.Parse("2001:db8:0:1::1"));
        _limit.TryEnter(IPAddress.Parse("2001:db8:0:1::2"));

        Assert.Equal(isAdmitted, _limit.TryEnter(IPAddress.Parse(other)));
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
