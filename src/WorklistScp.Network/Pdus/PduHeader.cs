using System.Buffers;
using System.Buffers.Binary;

namespace WorklistScp.Network.Pdus;

/// <summary>The first six bytes of every PDU (PS3.8 9.3.1).</summary>
/// <param name="Type">The PDU type, not yet checked.</param>
/// <param name="Length">The number of bytes that follow the header.</param>
internal readonly record struct PduHeader(PduType Type, uint Length)
{
    /// <summary>The length of the header in bytes.</summary>
    public const int Size = 6;

    /// <summary>
    /// The longest A-ASSOCIATE-RQ or -AC, in bytes after the header. PS3.8 sets none.
    /// All 128 contexts with a dozen transfer syntaxes of the longest UIDs fit; real requests take less than 20 KB.
    /// </summary>
    public const uint MaxAssociateLength = 128 * 1024;

    private const uint FixedLength = 4;

    // RFC 8446 5.1 and 4: 1 type, handshake | 2-3 version | 4-5 length | 6 message, ClientHello
    private bool IsClientHello => (byte)Type == 22 && Length >> 24 <= 4 && (byte)Length == 1;

    /// <summary>Reads the header; false if the buffer is shorter.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> buffer, out PduHeader header)
    {
        header = default;
        if (buffer.Length < Size)
        {
            return false;
        }

        // PS3.8 9.3.1: 1 PDU type | 2 reserved | 3-6 PDU length
        Span<byte> bytes = stackalloc byte[Size];
        buffer.Slice(0, Size).CopyTo(bytes);
        header = new PduHeader((PduType)bytes[0], BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]));
        return true;
    }

    /// <summary>Checks type and length before the body is waited for.</summary>
    /// <param name="maxPDataLength">The longest P-DATA-TF, in bytes after the header.</param>
    /// <exception cref="PduException">The type is unknown, or the length beyond its limit.</exception>
    public void ThrowIfUnacceptable(uint maxPDataLength)
    {
        switch (Type)
        {
            case PduType.AAssociateRQ or PduType.AAssociateAC:
                ThrowIfLonger(MaxAssociateLength);
                break;
            case PduType.PDataTF:
                ThrowIfLonger(maxPDataLength);
                break;
            case PduType.AAssociateRJ or PduType.AReleaseRQ or PduType.AReleaseRP or PduType.AAbort:
                if (Length != FixedLength)
                {
                    throw PduException.InvalidValue(
                        $"{Type.ToStandardName()}: length {Length}, expected {FixedLength}");
                }

                break;
            default:
                throw new PduException(
                    AbortReason.UnrecognizedPdu, $"{Type.ToStandardName()}, expected 01H to 07H")
                {
                    IsTls = IsClientHello,
                };
        }
    }

    private void ThrowIfLonger(uint limit)
    {
        if (Length > limit)
        {
            throw PduException.InvalidValue($"{Type.ToStandardName()}: length {Length}, expected at most {limit}");
        }
    }
}

/// <summary>The first byte of a PDU (PS3.8 9.3).</summary>
internal enum PduType : byte
{
    /// <summary>A-ASSOCIATE-RQ.</summary>
    AAssociateRQ = 0x01,

    /// <summary>A-ASSOCIATE-AC.</summary>
    AAssociateAC = 0x02,

    /// <summary>A-ASSOCIATE-RJ.</summary>
    AAssociateRJ = 0x03,

    /// <summary>P-DATA-TF.</summary>
    PDataTF = 0x04,

    /// <summary>A-RELEASE-RQ.</summary>
    AReleaseRQ = 0x05,

    /// <summary>A-RELEASE-RP.</summary>
    AReleaseRP = 0x06,

    /// <summary>A-ABORT.</summary>
    AAbort = 0x07,
}

/// <summary>The names of PDU types in messages.</summary>
internal static class PduTypeNames
{
    /// <summary>The name as PS3.8 writes it.</summary>
    public static string ToStandardName(this PduType type) => type switch
    {
        PduType.AAssociateRQ => "A-ASSOCIATE-RQ",
        PduType.AAssociateAC => "A-ASSOCIATE-AC",
        PduType.AAssociateRJ => "A-ASSOCIATE-RJ",
        PduType.PDataTF => "P-DATA-TF",
        PduType.AReleaseRQ => "A-RELEASE-RQ",
        PduType.AReleaseRP => "A-RELEASE-RP",
        PduType.AAbort => "A-ABORT",
        _ => $"PDU type {(byte)type:X2}H",
    };
}
