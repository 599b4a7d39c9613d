using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using Wlmscp.Audit;

namespace Wlmscp.Commands.Devices;

/// <summary>Reads audit logs line by line, whatever their size.</summary>
internal static class AuditLines
{
    // Those of the daemon are much shorter.
    private const int Longest = 1 << 20;

    /// <summary>Reads a file; one whose name ends in <c>.gz</c> is unpacked.</summary>
    /// <returns>Its lines; null for each that is none of an audit log.</returns>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static IEnumerable<AuditRecord?> Read(string path)
    {
        using Stream file = Open(path);
        var buffer = new byte[64 * 1024];
        var line = new ArrayBufferWriter<byte>();
        for (int count; (count = ReadPart(file, buffer, path)) > 0;)
        {
            ReadOnlyMemory<byte> rest = buffer.AsMemory(0, count);
            for (int end; (end = rest.Span.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                Append(line, rest[..end]);
                yield return Parse(line.WrittenSpan);
                line.ResetWrittenCount();
            }

            Append(line, rest);
        }

        if (line.WrittenCount > 0)
        {
            yield return Parse(line.WrittenSpan);
        }
    }

    private static Stream Open(string path)
    {
        try
        {
            FileStream file = File.OpenRead(path);
            return path.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(file, CompressionMode.Decompress)
                : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    private static int ReadPart(Stream file, byte[] buffer, string path)
    {
        try
        {
            return file.Read(buffer);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    private static ToolException Unreadable(string path, Exception e) =>
        new(ExitCode.Failed, $"--audit-log {path}: {e.Message}, expected a file of the daemon's --audit-log", e);

    // One byte too much is enough to tell that it is too long.
    private static void Append(ArrayBufferWriter<byte> line, ReadOnlyMemory<byte> part)
    {
        int room = Longest + 1 - line.WrittenCount;
        line.Write(part.Span[..Math.Min(part.Length, room)]);
    }

    private static AuditRecord? Parse(ReadOnlySpan<byte> line)
    {
        if (line.Length > Longest)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(line, AuditJson.Default.AuditRecord);
        }
        catch (JsonException)
        {
            return null; // the caller counts it
        }
    }
}
