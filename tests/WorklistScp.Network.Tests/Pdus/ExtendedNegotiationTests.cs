using System.Text;
using WorklistScp.Network.Pdus;
using static WorklistScp.Network.Tests.Pdus.AssociateBytes;
using static WorklistScp.Network.Tests.Pdus.PduBytes;

namespace WorklistScp.Network.Tests.Pdus;

/// <summary>The SOP Class Extended Negotiation sub-item (PS3.7 annex D.3.3.5).</summary>
public sealed class ExtendedNegotiationTests
{
    private const string Worklist = "1.2.840.10008.5.1.4.31";

    [Theory]
    [InlineData(Worklist, "01010101")]
    [InlineData(Worklist + "\0", "01")] // padding, which PS3.8 forbids
    [InlineData(Worklist, "")]
    public void TryRead_SubItem_KeepsWhatItSays(string sopClass, string application)
    {
        AAssociateRQ request = ReadRequest(WithUserInformation(MaximumLength, SubItem(sopClass, application)));

        (DicomUID uid, ReadOnlyMemory<byte> information) = Assert.Single(request.UserInformation.ExtendedNegotiation);
        Assert.Equal((Worklist, application), (uid.UID, Convert.ToHexString(information.Span)));
        Assert.True(request.Faults is null or { IsEmpty: true });
    }

    [Fact]
    public void TryRead_Absent_IsNone() =>
        Assert.Empty(ReadRequest(WithUserInformation(MaximumLength)).UserInformation.ExtendedNegotiation);

    // Nobody is refused for what is an offer.
    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0000")]
    [InlineData("00FF 312E32")]
    [InlineData("0003 312E")]
    [InlineData("0003 412E42 01")]
    public void TryRead_WithoutSOPClass_IsIgnoredAndTold(string value)
    {
        AAssociateRQ request = ReadRequest(WithUserInformation(MaximumLength, Item(0x56, Hex(value))));

        Assert.Empty(request.UserInformation.ExtendedNegotiation);
        Assert.Contains("SOP class extended negotiation: no SOP class UID, ignored", request.Faults!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_Twice_TheFirstCounts()
    {
        AAssociateRQ request = ReadRequest(
            WithUserInformation(SubItem(Worklist, "010100"), SubItem("1.2.3", "07"), SubItem(Worklist, "010101")));

        Assert.Equal(
            [(Worklist, "010100"), ("1.2.3", "07")],
            request.UserInformation.ExtendedNegotiation.Select(each => (each.Key.UID, Convert.ToHexString(each.Value.Span))));
        Assert.Contains("appears twice", request.Faults!.ToString(), StringComparison.Ordinal);
    }

    private static byte[] SubItem(string sopClass, string application) =>
        Item(0x56, [0, (byte)sopClass.Length, .. Encoding.ASCII.GetBytes(sopClass), .. Hex(application)]);
}
