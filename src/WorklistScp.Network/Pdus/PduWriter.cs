using System.Buffers;
using System.Buffers.Binary;

namespace WorklistScp.Network.Pdus;

/// <summary>Writes PDUs (PS3.8 9.3). The limits of the peer are the business of the caller.</summary>
internal static class PduWriter
{
    /// <summary>What stands before the fragment in a P-DATA-TF with one, in bytes.</summary>
    public const int DataHeaderSize = PduHeader.Size + PresentationDataValue.Overhead;

    /// <summary>Writes a PDU, header and body.</summary>
    /// <exception cref="ArgumentException">
    /// An AE title is longer than 16 characters, a text is not ISO 646, or an item is longer than 65,535 bytes.
    /// </exception>
    public static void Write(Pdu pdu, IBufferWriter<byte> output)
    {
        switch (pdu)
        {
            case AAssociateRQ request:
                var requestBody = new ItemWriter();
                AssociateWriter.Write(request, requestBody);
                Write(PduType.AAssociateRQ, requestBody.Written, output);
                break;
            case AAssociateAC accept:
                var acceptBody = new ItemWriter();
                AssociateWriter.Write(accept, acceptBody);
                Write(PduType.AAssociateAC, acceptBody.Written, output);
                break;
            case AAssociateRJ reject:
                // PS3.8 table 9-21: 7 reserved | 8 result | 9 source | 10 reason
                Write(PduType.AAssociateRJ, [0, reject.Result, reject.Source, reject.Reason], output);
                break;
            case PDataTF data:
                Write(data, output);
                break;
            case AReleaseRQ:
                Write(PduType.AReleaseRQ, [0, 0, 0, 0], output);
                break;
            case AReleaseRP:
                Write(PduType.AReleaseRP, [0, 0, 0, 0], output);
                break;
            case AAbort abort:
                // PS3.8 table 9-26: 7-8 reserved | 9 source | 10 reason
                Write(PduType.AAbort, [0, 0, (byte)abort.Source, (byte)abort.Reason], output);
                break;
            default:
                throw new ArgumentException($"'{pdu.GetType().Name}' is no PDU of PS3.8", nameof(pdu));
        }
    }

    /// <summary>Writes what stands before the fragment in a P-DATA-TF with one.</summary>
    /// <param name="target">Receives <see cref="DataHeaderSize"/> bytes.</param>
    /// <param name="presentationContextID">The presentation context.</param>
    /// <param name="isCommand">Whether the fragment is of a command set.</param>
    /// <param name="isLast">Whether it is the last of its set.</param>
    /// <param name="length">The length of the fragment, in bytes.</param>
    public static void WriteDataHeader(
        Span<byte> target, byte presentationContextID, bool isCommand, bool isLast, int length)
    {
        WriteHeader(PduType.PDataTF, (uint)(PresentationDataValue.Overhead + length), target);
        WriteValueHeader(target[PduHeader.Size..], presentationContextID, isCommand, isLast, length);
    }

    private static void Write(PduType type, ReadOnlySpan<byte> body, IBufferWriter<byte> output)
    {
        WriteHeader(type, (uint)body.Length, output);
        output.Write(body);
    }

    private static void Write(PDataTF data, IBufferWriter<byte> output)
    {
        WriteHeader(
            PduType.PDataTF,
            (uint)data.Values.Sum(value => (long)PresentationDataValue.Overhead + value.Data.Length),
            output);
        foreach (PresentationDataValue value in data.Values)
        {
            WriteValueHeader(
                output.GetSpan(PresentationDataValue.Overhead),
                value.PresentationContextID, value.IsCommand, value.IsLast, value.Data.Length);
            output.Advance(PresentationDataValue.Overhead);
            output.Write(value.Data.Span);
        }
    }

    private static void WriteHeader(PduType type, uint length, IBufferWriter<byte> output)
    {
        WriteHeader(type, length, output.GetSpan(PduHeader.Size));
        output.Advance(PduHeader.Size);
    }

    // PS3.8 9.3.1: 1 PDU type | 2 reserved | 3-6 PDU length
    private static void WriteHeader(PduType type, uint length, Span<byte> header)
    {
        header[0] = (byte)type;
        header[1] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(header[2..], length);
    }

    // PS3.8 table 9-23: 1-4 item length | 5 presentation context ID | 6- value
    // PS3.8 annex E.2: the value begins with the message control header
    private static void WriteValueHeader(
        Span<byte> target, byte presentationContextID, bool isCommand, bool isLast, int length)
    {
        BinaryPrimitives.WriteUInt32BigEndian(target, (uint)(PresentationDataValue.HeaderLength + length));
        target[4] = presentationContextID;
        target[5] = (byte)(
            (isCommand ? MessageControl.Command : MessageControl.None) |
            (isLast ? MessageControl.Last : MessageControl.None));
    }
}
