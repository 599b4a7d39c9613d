using System.Buffers;
using WorklistScp.Dicom.IO;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Dimse;

/// <summary>What <see cref="DimseFragmenter"/> makes of bytes.</summary>
internal static class Fragments
{
    /// <summary>The fragments, each from a PDU of its own; fails if the bytes are not whole PDUs.</summary>
    /// <param name="presentationContextID">The presentation context.</param>
    /// <param name="isCommand">Whether the bytes are a command set.</param>
    /// <param name="bytes">The set.</param>
    /// <param name="maxPduLength">The peer's limit.</param>
    /// <param name="before">What stands in the output before; fails if it does not stay.</param>
    public static List<PresentationDataValue> Split(
        byte presentationContextID, bool isCommand, ReadOnlySpan<byte> bytes, uint maxPduLength, params byte[] before)
    {
        var output = new ByteBuffer();
        output.Write(before);
        var fragmenter = new DimseFragmenter(presentationContextID, isCommand, maxPduLength, output);
        int start = fragmenter.Begin();
        output.Write(bytes);
        fragmenter.End(start);

        Assert.Equal(before, output.Written[..before.Length]);
        var written = new ReadOnlySequence<byte>(output.WrittenMemory[before.Length..]);
        var values = new List<PresentationDataValue>();
        while (PduReader.TryRead(ref written, 131072, out Pdu? pdu))
        {
            values.Add(Assert.Single(Assert.IsType<PDataTF>(pdu).Values));
        }

        Assert.True(written.IsEmpty);
        return values;
    }
}
