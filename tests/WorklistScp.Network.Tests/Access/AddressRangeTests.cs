using System.Net;
using CsCheck;
using WorklistScp.Network.Access;

namespace WorklistScp.Network.Tests.Access;

public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.255", "192.0.3.0")]
    [InlineData("192.0.2.7", "192.0.2.7", "192.0.2.6")]
    [InlineData("0.0.0.0/0", "255.255.255.255", "::1")]
    [InlineData("::/0", "2001:db8::1", "192.0.2.7")]
    [InlineData("2001:db8::/33", "2001:db8:7fff::1", "2001:db8:8000::1")]
    [InlineData("::1", "::1", "::2")]
    [InlineData("::ffff:192.0.2.0/120", "192.0.2.1", "192.0.3.1")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", "192.0.2.8")]
    public void TryParse_Range_HasWhatIsInIt(string text, string inside, string outside)
    {
        Assert.True(AddressRange.TryParse(text, out IPNetwork range, out string? expected), expected);

        Assert.True(range.Contains(IPAddress.Parse(inside)));
        Assert.False(range.Contains(IPAddress.Parse(outside)));
    }

    [Theory]
    [InlineData("10.1.2.3/8", "10.0.0.0/8 for the range, or 10.1.2.3 for one address")]
    [InlineData("2001:db8::1/32", "2001:db8::/32 for the range, or 2001:db8::1 for one address")]
    [InlineData("10.0.0.0/33", "a length from 0 to 32")]
    [InlineData("::/129", "a length from 0 to 128")]
    [InlineData("", "an address or a range")]
    [InlineData("10", "an address or a range")]
    [InlineData("10.1", "an address or a range")]
    [InlineData("010.0.0.1", "an address or a range")]
    [InlineData("0x7f.0.0.1", "an address or a range")]
    [InlineData("10.0.0.0/", "an address or a range")]
    [InlineData("10.0.0.0/+8", "an address or a range")]
    [InlineData("10.0.0.0/8/8", "an address or a range")]
    [InlineData("10.0.0.0/255.0.0.0", "an address or a range")]
    [InlineData("fe80::1%eth0", "an address or a range")]
    [InlineData("[::1]", "an address or a range")]
    [InlineData("localhost", "an address or a range")]
    public void TryParse_NoRange_SaysWhatWasExpected(string text, string expected)
    {
        Assert.False(AddressRange.TryParse(text, out _, out string? said));
        Assert.StartsWith(expected, said, StringComparison.Ordinal);
    }

    /// <summary>An address is in a range when the bits that count are the same.</summary>
    [Fact]
    public void Contains_AnyAddress_ComparesTheBitsThatCount() =>
        Gen.Select(Gen.UInt, Gen.UInt, Gen.Int[0, 32]).Sample((first, other, length) =>
        {
            uint mask = length == 0 ? 0 : uint.MaxValue << (32 - length);
            string text = $"{ToAddress(first & mask)}/{length}";
            uint near = other % 2 == 0 ? other : first ^ (1u << (int)(other % 32));

            Assert.True(AddressRange.TryParse(text, out IPNetwork range, out string? expected), expected);
            Assert.Equal((near & mask) == (first & mask), range.Contains(ToAddress(near)));
        });

    [Fact]
    public void TryParse_AnyText_DoesNotThrow() =>
        Gen.String[Gen.Char["0123456789.:/%[]af"], 0, 20].Sample(
            text => Assert.Equal(AddressRange.TryParse(text, out _, out string? expected), expected is null));

    private static IPAddress ToAddress(uint value) =>
        new([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
}
