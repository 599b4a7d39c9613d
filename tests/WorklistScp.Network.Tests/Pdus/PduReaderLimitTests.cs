using System.Buffers;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Pdus;

/// <summary>What the header alone decides: no body is waited for, none is copied.</summary>
public sealed class PduReaderLimitTests
{
    [Theory]
    [InlineData("0000 00000004")]
    [InlineData("0800 00000004")]
    [InlineData("4745 54202F20")] // GET / of HTTP
    [InlineData("1603 01020001")] // the start of a TLS hello
    public void TryRead_UnknownType_Throws(string header) =>
        Assert.Equal(AbortReason.UnrecognizedPdu, ReasonOf(header));

    [Theory]
    [InlineData("0100 00020001")] // A-ASSOCIATE-RQ, 128 KiB and one byte
    [InlineData("0100 FFFFFFFF")]
    [InlineData("0200 00020001")] // A-ASSOCIATE-AC
    [InlineData("0400 00004001")] // P-DATA-TF, 16 KiB and one byte
    [InlineData("0400 80000000")]
    [InlineData("0300 00000005")]
    [InlineData("0300 00000003")]
    [InlineData("0500 00000000")]
    [InlineData("0500 FFFFFFFF")]
    [InlineData("0600 00000006")]
    [InlineData("0700 00000002")]
    public void TryRead_LengthBeyondLimit_ThrowsAtTheHeader(string header) =>
        Assert.Equal(AbortReason.InvalidPduParameterValue, ReasonOf(header));

    [Theory]
    [InlineData("0100 00020000")]
    [InlineData("0200 00020000")]
    [InlineData("0400 00004000")]
    public void TryRead_LengthAtLimit_WaitsForTheBody(string header)
    {
        var buffer = new ReadOnlySequence<byte>(PduBytes.Hex(header));

        Assert.False(PduReader.TryRead(ref buffer, PduBytes.MaxPDataLength, out _));
    }

    [Fact]
    public void TryRead_DataAtLimit_GivesAllOfIt()
    {
        byte[] data = new byte[PduBytes.MaxPDataLength - PresentationDataValue.Overhead];
        var buffer = new ReadOnlySequence<byte>(PduBytes.Pdu(0x04, [.. PduBytes.Hex("00003FFC 01 02"), .. data]));

        Assert.True(PduReader.TryRead(ref buffer, PduBytes.MaxPDataLength, out Pdu? pdu));

        Assert.Equal(data.Length, Assert.IsType<PDataTF>(pdu).Values.Single().Data.Length);
    }

    private static AbortReason ReasonOf(string header)
    {
        var buffer = new ReadOnlySequence<byte>(PduBytes.Hex(header));
        return Assert.Throws<PduException>(() => PduReader.TryRead(ref buffer, PduBytes.MaxPDataLength, out _)).Reason;
    }
}
