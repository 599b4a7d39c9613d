namespace WorklistScp.Dicom.DumpText;

/// <summary>Reads DCMTK's dump text: what <c>dump2dcm</c> takes and <c>dcmdump</c> prints.</summary>
/// <remarks>
/// A line is <c>(gggg,eeee) VR value # comment</c>. The VR may be left out or <c>??</c>: then it is that of the data
/// dictionary. Text stands in brackets, up to the last <c>]</c> of the line, or bare, up to <c>#</c>. Its bytes go
/// into the data set as they are: they are in the data set's own character set. Of two elements with one tag the
/// first is kept. Where dump2dcm would store another value than the one written, this reader refuses the line.
/// </remarks>
public static class DicomDumpReader
{
    /// <summary>The deepest nesting of sequences that is read.</summary>
    public const int MaxDepth = 64;

    // What editors of Windows put before the first line.
    private static ReadOnlySpan<byte> ByteOrderMark => "\ufeff"u8;

    /// <summary>Reads a whole text.</summary>
    /// <param name="text">The text; its lines may be of any length.</param>
    /// <param name="readFile">Gives the bytes of a file that OB or OW values name, <c>=file</c>; null: refuse.</param>
    /// <remarks>What <paramref name="readFile"/> throws is passed on.</remarks>
    /// <exception cref="DicomDataException">A line cannot be read; the message begins with its number.</exception>
    public static DicomDump Read(ReadOnlySpan<byte> text, Func<string, ReadOnlyMemory<byte>>? readFile = null)
    {
        text = text.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text;
        var assembler = new DumpAssembler();
        var number = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            number++;
            if (DumpLine.TryRead(text[range], number, out DumpLine line))
            {
                assembler.Add(line, readFile);
            }
        }

        return assembler.Finish(number);
    }
}
