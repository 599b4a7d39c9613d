using System.Buffers;
using System.Buffers.Binary;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>A C-FIND-RQ with its identifier, as the bytes of two P-DATA-TF that are made once.</summary>
internal static class FindRequest
{
    private const byte ContextID = 1;
    private const byte LastCommand = 3;
    private const byte LastData = 2;
    private const ushort FindRQ = 0x0020;

    /// <summary>Makes the PDUs (PS3.7 9.3.2.1, PS3.8 9.3.5).</summary>
    public static byte[] Create(DicomDataset identifier) =>
    [
        .. Pdu(LastCommand, Command(), DicomTransferSyntax.ImplicitVRLittleEndian),
        .. Pdu(LastData, identifier, DicomTransferSyntax.ExplicitVRLittleEndian),
    ];

    private static DicomDataset Command() => new(
        DicomElement.FromUInt32(DicomTag.CommandGroupLength, 0), // the writer puts in the length
        DicomElement.FromAscii(
            DicomTag.AffectedSOPClassUID, DicomVR.UI, DicomUID.ModalityWorklistInformationModelFind.UID),
        DicomElement.FromUInt16(DicomTag.CommandField, FindRQ),
        DicomElement.FromUInt16(DicomTag.MessageID, 1),
        DicomElement.FromUInt16(DicomTag.Priority, 0),
        DicomElement.FromUInt16(DicomTag.CommandDataSetType, 1));

    private static byte[] Pdu(byte control, DicomDataset dataset, DicomTransferSyntax syntax)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(dataset, syntax, output);
        int length = output.WrittenCount;
        return [4, 0, .. Number(length + 6), .. Number(length + 2), ContextID, control, .. output.WrittenSpan];
    }

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
