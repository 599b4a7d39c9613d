using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Dimse;

/// <summary>
/// Cuts command sets and data sets into P-DATA-TF PDUs that the peer accepts (PS3.8 annexes D.1 and E),
/// one fragment to a PDU.
/// </summary>
internal static class DimseFragmenter
{
    // PS3.8 9.3.5.1 and annex E.2: item length (4), presentation context ID (1), message control header (1).
    private const int FragmentOverhead = 6;

    // More than this brings no speed; it is the longest PDU that DCMTK takes.
    private const uint LongestPdu = 131072;

    /// <summary>Cuts up one command set or data set. An empty one is one empty fragment.</summary>
    /// <param name="presentationContextID">The presentation context.</param>
    /// <param name="isCommand">Whether the bytes are a command set, else a data set.</param>
    /// <param name="bytes">The encoded set; the PDUs refer to it.</param>
    /// <param name="maxPduLength">
    /// The longest P-DATA-TF that the peer accepts, in bytes after the PDU header; 0: no limit.
    /// A peer that allows less than two bytes to a fragment gets two: an odd fragment is more than some peers can read.
    /// </param>
    public static IEnumerable<PDataTF> Split(
        byte presentationContextID, bool isCommand, ReadOnlyMemory<byte> bytes, uint maxPduLength)
    {
        int size = FragmentSize(maxPduLength);
        do
        {
            ReadOnlyMemory<byte> fragment = bytes[..Math.Min(size, bytes.Length)];
            bytes = bytes[fragment.Length..];
            yield return new PDataTF(
                [new PresentationDataValue(presentationContextID, isCommand, IsLast: bytes.IsEmpty, fragment)]);
        }
        while (!bytes.IsEmpty);
    }

    private static int FragmentSize(uint maxPduLength)
    {
        uint length = maxPduLength == 0 ? LongestPdu : Math.Min(maxPduLength, LongestPdu);
        return Math.Max(2, ((int)length - FragmentOverhead) & ~1);
    }
}
