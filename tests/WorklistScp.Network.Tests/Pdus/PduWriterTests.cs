using System.Buffers;
using CsCheck;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Tests.Server;

namespace WorklistScp.Network.Tests.Pdus;

public sealed class PduWriterTests
{
    [Fact]
    public void Write_EachPduRead_GivesTheSameBytes()
    {
        foreach (byte[] bytes in PduBytes.All)
        {
            Assert.Equal(bytes, Write(Read(bytes)));
        }
    }

    [Fact]
    public void Write_AnyPdu_IsReadBack() => PduGen.Any.Sample(
        pdu => PduDescription.Of(Read(Write(pdu))) == PduDescription.Of(pdu),
        iter: RandomCases.Of(2000), print: PduDescription.Of);

    [Theory]
    [InlineData("A TITLE OF 17 CHS")]
    [InlineData("WÜRZBURG")]
    public void Write_UnfitAETitle_Throws(string title)
    {
        AAssociateRQ request = RawPeer.Request(calledAETitle: title);

        Assert.Throws<ArgumentException>(() => Write(request));
    }

    [Fact]
    public void Write_RequestThatWasReceived_HasItsBytesAgain()
    {
        byte[] bytes = [.. PduBytes.Request];
        for (var i = 10; i < 74; i++)
        {
            bytes[i] = (byte)(7 * i); // AE titles and what is reserved
        }

        Assert.Equal(bytes, Write(Read(bytes)));
    }

    [Fact]
    public void Write_ItemBeyond65535Bytes_Throws()
    {
        AAssociateRQ request = Assert.IsType<AAssociateRQ>(Read(PduBytes.Request));
        ProposedPresentationContext context = request.PresentationContexts[0] with
        {
            TransferSyntaxes = [.. Enumerable.Repeat(DicomUID.ImplicitVRLittleEndian, 4000)],
        };

        Assert.Throws<ArgumentException>(() => Write(request with { PresentationContexts = [context] }));
    }

    private static byte[] Write(Pdu pdu)
    {
        var output = new ArrayBufferWriter<byte>();
        PduWriter.Write(pdu, output);
        return output.WrittenSpan.ToArray();
    }

    private static Pdu Read(byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        Assert.True(PduReader.TryRead(ref buffer, uint.MaxValue, out Pdu? pdu));
        Assert.True(buffer.IsEmpty);
        return pdu;
    }
}
