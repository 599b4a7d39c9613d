using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WorklistScp.Worklist.Completion;

/// <summary>
/// Study Instance UIDs made of what identifies a requested procedure: the same each time, so that all steps of the
/// procedure get the same study (PS3.4 table K.6-1).
/// </summary>
public static class StudyUid
{
    // RFC 9562 5.8: version 8, of what the implementation chooses; the variant of that RFC.
    private const byte Version = 0x80;
    private const byte Variant = 0x80;

    private static readonly string[] Required = ["PatientID", "RequestedProcedureID"];

    private static readonly string[] Parts =
        ["PatientID", "IssuerOfPatientID", "AccessionNumber", "RequestedProcedureID"];

    /// <summary>
    /// Derives the UID of a UUID (PS3.5 B.2), and that of the SHA-256 over these identifiers; null where
    /// <see cref="FindMissing"/> names something.
    /// </summary>
    public static DicomUID? Derive(DicomDataset dataset) =>
        FindMissing(dataset).Count > 0 ? null : Derive(Parts.Select(part => ValueOf(dataset, part)));

    /// <summary>Names what must have a value and has none.</summary>
    public static IReadOnlyList<string> FindMissing(DicomDataset dataset) =>
        [.. Required.Where(part => ValueOf(dataset, part).Length == 0)];

    private static DicomUID Derive(IEnumerable<string> parts)
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

    // Blanks around the values of LO and SH do not count (PS3.5 6.2).
    private static string ValueOf(DicomDataset dataset, string keyword) =>
        EntryCompletion.TextOf(dataset, keyword).Trim(' ');
}
