using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WorklistScp.Worklist.Completion;

/// <summary>
/// Study Instance UIDs made of what an order is known by: the same each time and by whatever door, so that all steps of the
/// order get the same study (PS3.4 table K.6-1).
/// </summary>
public static class StudyUid
{
    // RFC 9562 5.8: version 8, of what the implementation chooses; the variant of that RFC.
    private const byte Version = 0x80;
    private const byte Variant = 0x80;

    /// <summary>
    /// Derives the UID of a UUID (PS3.5 B.2), and that of the SHA-256 over the parts of the <see cref="OrderKey"/>; null
    /// without a Patient ID.
    /// </summary>
    public static DicomUID? Derive(DicomDataset dataset) => OrderKey.Of(dataset) is { } order ? Derive(order) : null;

    /// <inheritdoc cref="Derive(DicomDataset)"/>
    public static DicomUID Derive(OrderKey order) => Derive(order.Kind switch
    {
        OrderKeyKind.AccessionNumber => [order.PatientID, order.Issuer, order.Number, ""],
        OrderKeyKind.RequestedProcedureID => [order.PatientID, order.Issuer, "", order.Number],
        OrderKeyKind.Content => [order.PatientID, order.Issuer, "", "", order.Number],
        OrderKeyKind.FillerOrderNumber => [order.PatientID, order.Issuer, "", "", "", order.Number],
        _ => [order.PatientID, order.Issuer, "", "", "", "", order.Number],
    });

    private static DicomUID Derive(string[] parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string part in parts)
        {
            // The length first: AB and C are not A and BC.
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> uuid = hash.GetHashAndReset().AsSpan(0, 16);
        uuid[6] = (byte)((uuid[6] & 0x0f) | Version);
        uuid[8] = (byte)((uuid[8] & 0x3f) | Variant);
        return new DicomUID($"2.25.{BinaryPrimitives.ReadUInt128BigEndian(uuid)}");
    }
}
