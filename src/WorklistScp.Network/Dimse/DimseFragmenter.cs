using WorklistScp.Dicom.IO;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Dimse;

/// <summary>
/// Makes P-DATA-TF PDUs that the peer accepts (PS3.8 annexes D.1 and E), one fragment to a PDU, of a command set or
/// data set where it is encoded: behind the room for a header. What takes more than one PDU is moved apart.
/// </summary>
/// <param name="presentationContextID">The presentation context.</param>
/// <param name="isCommand">Whether it is a command set, else a data set.</param>
/// <param name="maxPduLength">
/// The longest P-DATA-TF that the peer accepts, in bytes after the PDU header; 0: no limit.
/// A peer that allows less than two bytes to a fragment gets two: an odd fragment is more than some peers can read.
/// </param>
/// <param name="output">What the set is encoded to.</param>
internal readonly struct DimseFragmenter(
    byte presentationContextID, bool isCommand, uint maxPduLength, ByteBuffer output)
{
    // More than this brings no speed; it is the longest PDU that DCMTK takes.
    private const uint LongestPdu = 131072;

    private readonly int _size = FragmentSize(maxPduLength);

    /// <summary>Makes room for the first header; the set is to be encoded behind it.</summary>
    /// <returns>What <see cref="End"/> is to be given.</returns>
    public int Begin()
    {
        output.Skip(PduWriter.DataHeaderSize);
        return output.Length;
    }

    /// <summary>Makes PDUs of all that was added to the output. An empty set is one empty fragment.</summary>
    public void End(int start)
    {
        int length = output.Length - start;
        if (length <= _size)
        {
            PduWriter.WriteDataHeader(
                output.Written[(start - PduWriter.DataHeaderSize)..],
                presentationContextID, isCommand, isLast: true, length);
            return;
        }

        MoveApart(start, length);
    }

    private void MoveApart(int start, int length)
    {
        int followers = (length - 1) / _size;
        output.Skip(followers * PduWriter.DataHeaderSize);
        Span<byte> bytes = output.Written[start..];
        for (int i = followers; i >= 0; i--)
        {
            // From the last on, so that none is overwritten before it was moved.
            Span<byte> fragment = bytes[(i * _size)..Math.Min(length, (i + 1) * _size)];
            int moved = i * (_size + PduWriter.DataHeaderSize);
            fragment.CopyTo(bytes[moved..]);
            PduWriter.WriteDataHeader(
                output.Written[(start + moved - PduWriter.DataHeaderSize)..],
                presentationContextID, isCommand, isLast: i == followers, fragment.Length);
        }
    }

    private static int FragmentSize(uint maxPduLength)
    {
        uint length = maxPduLength == 0 ? LongestPdu : Math.Min(maxPduLength, LongestPdu);
        return Math.Max(2, ((int)length - PresentationDataValue.Overhead) & ~1);
    }
}
