using System.Buffers;
using System.Buffers.Binary;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>A C-FIND-RQ with its identifier, as the bytes of P-DATA-TF that are made once.</summary>
internal static class FindRequest
{
    private const byte ContextID = 1;
    private const byte LastCommand = 3;
    private const byte Data = 0;
    private const byte LastData = 2;
    private const ushort FindRQ = 0x0020;
    private const ushort CancelRQ = 0x0fff;
    private const ushort MessageID = 1;
    private const ushort NoDataset = 0x0101;

    // What any server takes in one PDU.
    private const int FragmentLength = 16_000;

    /// <summary>The PDU that cancels the query (PS3.7 9.3.2.3).</summary>
    public static byte[] Cancel { get; } = Pdu(LastCommand, Encode(
        new DicomDataset(
            DicomElement.FromUInt32(DicomTag.CommandGroupLength, 0), // the writer puts in the length
            DicomElement.FromUInt16(DicomTag.CommandField, CancelRQ),
            DicomElement.FromUInt16(DicomTag.MessageIDBeingRespondedTo, MessageID),
            DicomElement.FromUInt16(DicomTag.CommandDataSetType, NoDataset)),
        DicomTransferSyntax.ImplicitVRLittleEndian));

    /// <summary>Makes the PDUs (PS3.7 9.3.2.1, PS3.8 9.3.5).</summary>
    public static byte[] Create(DicomDataset identifier)
    {
        byte[][] fragments =
            [.. Encode(identifier, DicomTransferSyntax.ExplicitVRLittleEndian).Chunk(FragmentLength)];
        return
        [
            .. Pdu(LastCommand, Encode(Command(), DicomTransferSyntax.ImplicitVRLittleEndian)),
            .. fragments[..^1].SelectMany(fragment => Pdu(Data, fragment)),
            .. Pdu(LastData, fragments[^1]),
        ];
    }

    private static DicomDataset Command() => new(
        DicomElement.FromUInt32(DicomTag.CommandGroupLength, 0),
        DicomElement.FromAscii(
            DicomTag.AffectedSOPClassUID, DicomVR.UI, DicomUID.ModalityWorklistInformationModelFind.UID),
        DicomElement.FromUInt16(DicomTag.CommandField, FindRQ),
        DicomElement.FromUInt16(DicomTag.MessageID, MessageID),
        DicomElement.FromUInt16(DicomTag.Priority, 0),
        DicomElement.FromUInt16(DicomTag.CommandDataSetType, 1));

    private static byte[] Encode(DicomDataset dataset, DicomTransferSyntax syntax)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(dataset, syntax, output);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Pdu(byte control, byte[] fragment) =>
        [4, 0, .. Number(fragment.Length + 6), .. Number(fragment.Length + 2), ContextID, control, .. fragment];

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
