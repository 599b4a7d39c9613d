using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace WorklistScp.Dicom.IO;

/// <summary>Compression of whole data sets per RFC 1951 (PS3.5 annex A.5).</summary>
internal static class Deflate
{
    private const int ChunkSize = 16 * 1024;

    // RFC 1951 3.2.3: final block, fixed codes, end of block. DeflateStream writes nothing where there is no data.
    private static ReadOnlySpan<byte> EmptyBlock => [0x03, 0x00];

    /// <summary>Decompresses at most <paramref name="maxLength"/> bytes, taking memory as they come.</summary>
    /// <exception cref="DicomDataException">The data is not deflated, ends early, or is too long.</exception>
    public static ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> data, int maxLength)
    {
        using var compressed = new CompressedStream(ArrayOf(data));
        using var input = new DeflateStream(compressed, CompressionMode.Decompress);
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

        return compressed.EndWasReached
            ? throw new DicomDataException("the deflated data set ends early")
            : output.WrittenMemory;
    }

    /// <summary>
    /// Compresses with a level of zlib, 0 (stored) to 9; the output is padded with a NUL byte to even length.
    /// </summary>
    public static void Compress(ReadOnlySpan<byte> data, int level, IBufferWriter<byte> output)
    {
        using var compressed = new MemoryStream();
        var options = new ZLibCompressionOptions { CompressionLevel = level };
        using (var deflate = new DeflateStream(compressed, options, leaveOpen: true))
        {
            deflate.Write(data);
        }

        if (data.IsEmpty)
        {
            compressed.Write(EmptyBlock);
        }

        if (compressed.Length % 2 != 0)
        {
            compressed.WriteByte(0);
        }

        output.Write(compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
    }

    private static ArraySegment<byte> ArrayOf(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out ArraySegment<byte> segment) ? segment : data.ToArray();

    // DeflateStream takes the end of its input for the end of the deflated data. Had it found that one, it would not
    // have read on.
    private sealed class CompressedStream(ArraySegment<byte> data)
        : MemoryStream(data.Array!, data.Offset, data.Count, writable: false)
    {
        public bool EndWasReached { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            EndWasReached |= read == 0;
            return read;
        }
    }
}
