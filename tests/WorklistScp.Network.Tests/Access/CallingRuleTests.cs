using System.Net;
using CsCheck;
using WorklistScp.Network.Access;

namespace WorklistScp.Network.Tests.Access;

public sealed class CallingRuleTests
{
    [Theory]
    [InlineData("CT1", "CT1", "192.0.2.7", true)]
    [InlineData("CT1", "ct1", "192.0.2.7", false)]
    [InlineData("CT1", "CT12", "192.0.2.7", false)]
    [InlineData(" CT1 ", "CT1", "192.0.2.7", true)]
    [InlineData("CT?", "CT2", "192.0.2.7", true)]
    [InlineData("*", "", "192.0.2.7", true)]
    [InlineData("CT*@192.0.2.0/24", "CT2", "192.0.2.7", true)]
    [InlineData("CT*@192.0.2.0/24", "MR2", "192.0.2.7", false)]
    [InlineData("CT*@192.0.2.0/24", "CT2", "192.0.3.7", false)]
    [InlineData("CT2@192.0.2.7", "CT2", "192.0.2.7", true)]
    [InlineData("CT2@2001:db8::/32", "CT2", "2001:db8::1", true)]
    [InlineData("CT@ROOM@192.0.2.7", "CT@ROOM", "192.0.2.7", true)]
    [InlineData("CT?ROOM", "CT@ROOM", "192.0.2.7", true)]
    [InlineData("R*_CT", "R\\xd6_CT", "192.0.2.7", true)] // a byte outside ISO 646, escaped
    [InlineData("R?_CT", "R\\xd6_CT", "192.0.2.7", false)]
    public void Admits_TitleAndAddress_FitBoth(string text, string title, string address, bool admits)
    {
        Assert.True(CallingRule.TryParse(text, out CallingRule? rule, out string? expected), expected);
        Assert.Equal(admits, rule.Admits(title, IPAddress.Parse(address)));
    }

    [Fact]
    public void Admits_AddressNotKnown_OnlyWithoutRange()
    {
        Assert.True(CallingRule.TryParse("CT1", out CallingRule? anywhere, out _));
        Assert.True(CallingRule.TryParse("CT1@0.0.0.0/0", out CallingRule? somewhere, out _));

        Assert.True(anywhere.Admits("CT1", null));
        Assert.False(somewhere.Admits("CT1", null));
    }

    [Theory]
    [InlineData("", "AETITLE or AETITLE@CIDR")]
    [InlineData("  ", "AETITLE or AETITLE@CIDR")]
    [InlineData("@192.0.2.7", "AETITLE or AETITLE@CIDR")]
    [InlineData("12345678901234567", "AETITLE or AETITLE@CIDR")]
    [InlineData("C\\T", "AETITLE or AETITLE@CIDR")]
    [InlineData("CÄ", "AETITLE or AETITLE@CIDR")]
    [InlineData("CT@", "behind the @ an address")]
    [InlineData("CT@ROOM", "behind the @ an address")]
    [InlineData("CT@10.1.2.3/8", "behind the @ 10.0.0.0/8")]
    public void TryParse_NoRule_SaysWhatWasExpected(string text, string expected)
    {
        Assert.False(CallingRule.TryParse(text, out _, out string? said));
        Assert.StartsWith(expected, said, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_AnyText_DoesNotThrow() =>
        Gen.String.Sample(
            text => Assert.Equal(CallingRule.TryParse(text, out _, out string? expected), expected is null));
}
