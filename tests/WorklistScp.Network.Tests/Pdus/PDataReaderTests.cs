using System.Buffers;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Pdus;

public sealed class PDataReaderTests
{
    [Theory]
    [InlineData("", "P-DATA-TF: 0 bytes left, expected at least 4")]
    [InlineData("000000", "P-DATA-TF: 3 bytes left, expected at least 4")]
    [InlineData("00000000", "P-DATA-TF: presentation data value of length 0, expected at least 2")]
    [InlineData("00000001 01", "P-DATA-TF: presentation data value of length 1, expected at least 2")]
    [InlineData("00000004 01 00 2A", "P-DATA-TF: presentation data value of length 4, 3 bytes left")]
    [InlineData("FFFFFFFF 01 00 2A", "P-DATA-TF: presentation data value of length 4294967295, 3 bytes left")]
    [InlineData("00000002 01 00 00", "P-DATA-TF: 1 bytes left, expected at least 4")]
    public void TryRead_MalformedValue_Throws(string body, string message)
    {
        var buffer = new ReadOnlySequence<byte>(PduBytes.Pdu(0x04, PduBytes.Hex(body)));

        PduException exception = Assert.Throws<PduException>(
            () => PduReader.TryRead(ref buffer, PduBytes.MaxPDataLength, out _));

        Assert.Equal(AbortReason.InvalidPduParameterValue, exception.Reason);
        Assert.Equal(message, exception.Message);
    }
}
