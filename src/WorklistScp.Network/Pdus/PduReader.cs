using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace WorklistScp.Network.Pdus;

/// <summary>Reads PDUs out of the bytes received so far (PS3.8 9.3). Pure: no I/O, no state.</summary>
internal static class PduReader
{
    /// <summary>
    /// Reads the PDU at the start of the buffer and moves the buffer behind it; false, if more bytes are needed.
    /// The body is copied once: the PDU does not refer to the buffer.
    /// </summary>
    /// <param name="buffer">The bytes received.</param>
    /// <param name="maxPDataLength">
    /// The longest P-DATA-TF in bytes after the header: the maximum length that this side announced (PS3.8 annex D.1).
    /// </param>
    /// <param name="pdu">The PDU.</param>
    /// <exception cref="PduException">The PDU is malformed or beyond a limit; thrown as soon as it shows.</exception>
    public static bool TryRead(
        ref ReadOnlySequence<byte> buffer, uint maxPDataLength, [NotNullWhen(true)] out Pdu? pdu)
    {
        pdu = null;
        if (!PduHeader.TryRead(buffer, out PduHeader header))
        {
            return false;
        }

        header.ThrowIfUnacceptable(maxPDataLength);
        if (buffer.Length - PduHeader.Size < header.Length)
        {
            return false;
        }

        ReadOnlySequence<byte> body = buffer.Slice(PduHeader.Size, header.Length);
        pdu = ReadBody(header.Type, body.ToArray());
        buffer = buffer.Slice(body.End);
        return true;
    }

    private static Pdu ReadBody(PduType type, byte[] body) => type switch
    {
        PduType.AAssociateRQ => AssociateReader.ReadRequest(body),
        PduType.AAssociateAC => AssociateReader.ReadAccept(body),
        PduType.AAssociateRJ => ReadReject(body),
        PduType.PDataTF => ReadData(body),
        PduType.AReleaseRQ => new AReleaseRQ(),
        PduType.AReleaseRP => new AReleaseRP(),
        _ => ReadAbort(body),
    };

    private static AAssociateRJ ReadReject(byte[] bytes)
    {
        // PS3.8 table 9-21: 7 reserved | 8 result | 9 source | 10 reason
        var body = new ItemReader(bytes, PduType.AAssociateRJ);
        body.Skip(1);
        byte result = body.ReadByte();
        byte source = body.ReadByte();
        byte reason = body.ReadByte();
        return new AAssociateRJ(result, source, reason);
    }

    private static AAbort ReadAbort(byte[] bytes)
    {
        // PS3.8 table 9-26: 7-8 reserved | 9 source | 10 reason
        var body = new ItemReader(bytes, PduType.AAbort);
        body.Skip(2);
        var source = (AbortSource)body.ReadByte();
        var reason = (AbortReason)body.ReadByte();
        return new AAbort(source, reason);
    }

    private static PDataTF ReadData(byte[] bytes)
    {
        var body = new ItemReader(bytes, PduType.PDataTF);
        var values = new List<PresentationDataValue>();
        do
        {
            values.Add(values.Count < PDataTF.MaxValues
                ? ReadPresentationDataValue(ref body, bytes)
                : throw body.Invalid($"more presentation data values, expected at most {PDataTF.MaxValues}"));
        }
        while (!body.IsAtEnd);

        return new PDataTF(values);
    }

    private static PresentationDataValue ReadPresentationDataValue(ref ItemReader body, byte[] bytes)
    {
        // PS3.8 table 9-23: 1-4 item length | 5 presentation context ID | 6- value
        // PS3.8 annex E.2: the value begins with the message control header; bits 2 to 7 are not tested
        uint length = body.ReadUInt32();
        if (length < PresentationDataValue.HeaderLength)
        {
            throw body.Invalid($"presentation data value of length {length}, expected at least 2");
        }

        if (length > body.Remaining)
        {
            throw body.Invalid($"presentation data value of length {length}, {body.Remaining} bytes left");
        }

        byte id = body.ReadByte();
        var control = (MessageControl)body.ReadByte();
        int start = bytes.Length - body.Remaining;
        int dataLength = (int)length - PresentationDataValue.HeaderLength;
        body.Skip(dataLength);
        return new PresentationDataValue(
            id,
            control.HasFlag(MessageControl.Command),
            control.HasFlag(MessageControl.Last),
            bytes.AsMemory(start, dataLength));
    }
}
