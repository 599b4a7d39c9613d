namespace WorklistScp.Hl7.Messages;

/// <summary>A message of a file.</summary>
/// <param name="Line">The line of the file that it begins in, from 1.</param>
/// <param name="Bytes">The message.</param>
public readonly record struct Hl7BatchMessage(int Line, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// Files that have messages one after another, with or without the segments of batches around them:
/// <c>FHS BHS {message} BTS FTS</c>. Frames of MLLP are looked through.
/// </summary>
public static class Hl7Batch
{
    /// <summary>
    /// The messages of a file, slices of it. What is neither of a message nor of a batch comes as a message too, which
    /// its reader refuses.
    /// </summary>
    public static IEnumerable<Hl7BatchMessage> Split(ReadOnlyMemory<byte> file)
    {
        var start = -1;
        var startLine = 0;
        var line = 1;
        for (var at = 0; at < file.Length; at = StartOfNext(file.Span, at), line++)
        {
            LineKind kind = KindOf(file.Span[at..]);
            if (start >= 0 && kind is LineKind.Message or LineKind.Batch)
            {
                yield return new Hl7BatchMessage(startLine, file[start..at]);
                start = -1;
            }

            if (start < 0 && kind is LineKind.Message or LineKind.Other)
            {
                start = at;
                startLine = line;
            }
        }

        if (start >= 0)
        {
            yield return new Hl7BatchMessage(startLine, file[start..]);
        }
    }

    private static LineKind KindOf(ReadOnlySpan<byte> rest)
    {
        int length = rest.IndexOfAny((byte)'\r', (byte)'\n');
        ReadOnlySpan<byte> line = (length < 0 ? rest : rest[..length]).Trim(" \t\v\x1c\ufeff"u8);
        if (line.IsEmpty)
        {
            return LineKind.Blank;
        }

        return Begins(line, "MSH"u8) ? LineKind.Message
            : Begins(line, "FHS"u8) || Begins(line, "BHS"u8) || Begins(line, "BTS"u8) || Begins(line, "FTS"u8)
                ? LineKind.Batch
            : LineKind.Other;
    }

    private static bool Begins(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.StartsWith(name) && (line.Length == name.Length || !char.IsAsciiLetterOrDigit((char)line[name.Length]));

    private static int StartOfNext(ReadOnlySpan<byte> file, int at)
    {
        int length = file[at..].IndexOfAny((byte)'\r', (byte)'\n');
        if (length < 0)
        {
            return file.Length;
        }

        int end = at + length;
        return file[end..].StartsWith("\r\n"u8) ? end + 2 : end + 1;
    }

    private enum LineKind
    {
        Blank,
        Message,
        Batch,
        Other,
    }
}
