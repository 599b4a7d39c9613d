using System.Buffers.Binary;
using System.Text;

namespace Wlmscp.Tests.Mpps;

/// <summary>Command sets of services for instances, byte by byte: group 0000 in implicit VR little endian (PS3.7 6.3.1).</summary>
internal static class MppsCommands
{
    /// <summary>The presentation context of <see cref="MppsRequest"/> for performed steps.</summary>
    public const byte Context = 3;

    /// <summary>That for their Retrieve SOP class.</summary>
    public const byte RetrieveContext = 5;

    // Command and PDU headers: 6 bytes of the PDU, 4 of the length of its value, context ID, control.
    private const int CommandOffset = 12;

    /// <summary>Asks for an association for performed steps, in implicit VR little endian.</summary>
    public static AssociateRequest MppsRequest { get; } = new()
    {
        Contexts =
        [
            (DicomUID.Verification, [DicomUID.ImplicitVRLittleEndian]),
            (DicomUID.ModalityPerformedProcedureStep, [DicomUID.ImplicitVRLittleEndian]),
            (DicomUID.ModalityPerformedProcedureStepRetrieve, [DicomUID.ImplicitVRLittleEndian]),
        ],
    };

    /// <summary>The command of a request.</summary>
    /// <param name="field">Command Field (0000,0100).</param>
    /// <param name="messageID">Message ID (0000,0110).</param>
    /// <param name="sopClass">The SOP class.</param>
    /// <param name="sopInstance">The SOP instance; null: none is named.</param>
    /// <param name="hasDataSet">Whether a data set follows.</param>
    public static byte[] Request(
        ushort field, ushort messageID, DicomUID sopClass, string? sopInstance, bool hasDataSet)
    {
        // N-GET, N-SET, N-ACTION and N-DELETE name requested UIDs, N-CREATE and N-EVENT-REPORT affected ones.
        bool isRequested = field is not (0x0140 or 0x0100);
        byte[] elements =
        [
            .. Element(isRequested ? (ushort)0x0003 : (ushort)0x0002, Encoding.ASCII.GetBytes(sopClass.UID)),
            .. Element(0x0100, Word(field)),
            .. Element(0x0110, Word(messageID)),
            .. Element(0x0800, Word(hasDataSet ? (ushort)1 : (ushort)0x0101)),
            .. sopInstance is null
                ? []
                : Element(isRequested ? (ushort)0x1001 : (ushort)0x1000, Encoding.Latin1.GetBytes(sopInstance)),
        ];
        return [.. Element(0x0000, Number(elements.Length)), .. elements];
    }

    /// <summary>The fields of the command that a P-DATA-TF has, in the order in which they came.</summary>
    /// <returns>Each in a line: <c>0000,0100 4081</c>, its tag and the bytes of its value.</returns>
    public static string[] FieldsOf(byte[]? pdu)
    {
        Assert.NotNull(pdu);
        Assert.True(pdu is [4, _, _, _, _, _, _, _, _, _, _, 3, ..], Convert.ToHexString(pdu));
        var fields = new List<string>();
        for (int at = CommandOffset; at < pdu.Length;)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(pdu.AsSpan(at + 4));
            ushort group = BinaryPrimitives.ReadUInt16LittleEndian(pdu.AsSpan(at));
            ushort element = BinaryPrimitives.ReadUInt16LittleEndian(pdu.AsSpan(at + 2));
            fields.Add($"{group:X4},{element:X4} {Convert.ToHexString(pdu, at + 8, length)}");
            at += 8 + length;
        }

        return [.. fields];
    }

    /// <summary>The status of the command that a P-DATA-TF has, as hexadecimal digits.</summary>
    public static string StatusOf(byte[]? pdu)
    {
        string bytes = Array.Find(FieldsOf(pdu), field => field.StartsWith("0000,0900 ", StringComparison.Ordinal))![10..];
        return bytes[2..] + bytes[..2];
    }

    private static byte[] Element(ushort element, byte[] value)
    {
        byte[] even = value.Length % 2 == 0 ? value : [.. value, 0];
        return [0, 0, .. Word(element), .. Number(even.Length), .. even];
    }

    private static byte[] Word(ushort value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
