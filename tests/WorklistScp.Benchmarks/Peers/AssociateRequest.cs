using System.Buffers.Binary;
using System.Text;
using WorklistScp.Benchmarks.Data;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>An A-ASSOCIATE-RQ for worklist queries, as bytes.</summary>
internal static class AssociateRequest
{
    /// <summary>The PDU (PS3.8 9.3.2) for the usual area, made once.</summary>
    public static byte[] Bytes { get; } = Create(GeneratedArea.Name);

    /// <summary>Makes the PDU for another area.</summary>
    /// <param name="called">The called AE title.</param>
    public static byte[] Create(string called)
    {
        // PS3.8 table 9-11: 7-8 version | 9-10 reserved | 11-26 called | 27-42 calling | 43-74 reserved | items
        byte[] body =
        [
            0, 1, 0, 0, .. Title(called), .. Title("BENCHMARK"), .. new byte[32],
            .. Item(0x10, Uid(DicomUID.DICOMApplicationContext)),
            .. Item(0x20,
            [
                1, 0, 0, 0,
                .. Item(0x30, Uid(DicomUID.ModalityWorklistInformationModelFind)),
                // What both servers choose of the usual three, by default.
                .. Item(0x40, Uid(DicomUID.ExplicitVRLittleEndian)),
            ]),
            .. Item(0x50, [.. Item(0x51, Number(16384)), .. Item(0x52, "1.2.3.4"u8)]),
        ];
        return [1, 0, .. Number(body.Length), .. body];
    }

    private static byte[] Item(byte type, ReadOnlySpan<byte> value) =>
        [type, 0, (byte)(value.Length >> 8), (byte)value.Length, .. value];

    private static byte[] Uid(DicomUID uid) => Encoding.ASCII.GetBytes(uid.UID);

    private static byte[] Title(string title) => Encoding.ASCII.GetBytes(title.PadRight(16));

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
