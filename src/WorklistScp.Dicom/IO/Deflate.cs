using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace WorklistScp.Dicom.IO;

/// <summary>Compression of whole data sets per RFC 1951 (PS3.5 annex A.5).</summary>
internal static class Deflate
{
    private const int ChunkSize = 16 * 1024;

    /// <summary>Decompresses at most <paramref name="maxLength"/> bytes, taking memory as they come.</summary>
    /// <exception cref="DicomDataException">The data is no deflated data, or longer than allowed.</exception>
    public static ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> data, int maxLength)
    {
        using var input = new DeflateStream(AsStream(data), CompressionMode.Decompress);
        var output = new ArrayBufferWriter<byte>(ChunkSize);
        try
        {
            for (int read; (read = input.Read(output.GetSpan(ChunkSize))) > 0;)
            {
                output.Advance(read);
                if (output.WrittenCount > maxLength)
                {
                    throw new DicomDataException($"the data set decompresses to more than {maxLength} bytes");
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw new DicomDataException("the data set is not deflated per RFC 1951", e);
        }

        return output.WrittenMemory;
    }

    /// <summary>Compresses; the output is padded with a NUL byte to even length.</summary>
    public static void Compress(ReadOnlySpan<byte> data, IBufferWriter<byte> output)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(data);
        }

        if (compressed.Length % 2 != 0)
        {
            compressed.WriteByte(0);
        }

        output.Write(compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out ArraySegment<byte> segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(data.ToArray(), writable: false);
}
