using System.Net;
using WorklistScp.Network.Server;

namespace WorklistScp.Network.Tests.Server;

public sealed class AssociationSlotsTests
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.7");
    private static readonly IPAddress Other = IPAddress.Parse("192.0.2.8");

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(10, 9)]
    [InlineData(19, 18)]
    [InlineData(20, 18)]
    [InlineData(50, 45)]
    public void TryTake_OfOneAddress_LeavesTheLastTenthToOthers(int count, int expected)
    {
        var slots = new AssociationSlots(count);

        Assert.Equal(expected, slots.CountOfAddress);
        Assert.All(Enumerable.Range(0, expected), _ => Assert.Equal(SlotAnswer.Taken, slots.TryTake(Address)));
        Assert.Equal(
            expected == count ? SlotAnswer.NoneIsFree : SlotAnswer.AddressHasMost, slots.TryTake(Address));
        Assert.All(
            Enumerable.Range(0, count - expected), _ => Assert.Equal(SlotAnswer.Taken, slots.TryTake(Other)));
        Assert.Equal(SlotAnswer.NoneIsFree, slots.TryTake(Other));
    }

    [Fact]
    public void Return_GivesOneBackToItsAddressAndToAll()
    {
        var slots = new AssociationSlots(2);
        slots.TryTake(Address);
        slots.TryTake(Other);

        slots.Return(Other);

        Assert.Equal(SlotAnswer.AddressHasMost, slots.TryTake(Address));
        slots.Return(Address);
        Assert.Equal(2, slots.Free);
        Assert.Equal(SlotAnswer.Taken, slots.TryTake(Address));
    }

    [Fact]
    public void TryTake_OfIPv6_CountsNetworksOf64Bits()
    {
        var slots = new AssociationSlots(3);
        slots.TryTake(IPAddress.Parse("2001:db8:0:1::1"));
        slots.TryTake(IPAddress.Parse("2001:db8:0:1::2"));

        Assert.Equal(SlotAnswer.AddressHasMost, slots.TryTake(IPAddress.Parse("2001:db8:0:1::3")));
        Assert.Equal(SlotAnswer.Taken, slots.TryTake(IPAddress.Parse("2001:db8:0:2::1")));
    }
}
