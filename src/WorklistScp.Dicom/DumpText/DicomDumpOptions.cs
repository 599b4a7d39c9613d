namespace WorklistScp.Dicom.DumpText;

/// <summary>How <see cref="DicomDumpWriter"/> prints.</summary>
public sealed record DicomDumpOptions
{
    /// <summary>For people: long values shortened.</summary>
    public static DicomDumpOptions Default { get; } = new();

    /// <summary>
    /// For <see cref="DicomDumpReader"/> and <c>dump2dcm</c>: values in full, ISO 2022 escapes and padding kept.
    /// </summary>
    public static DicomDumpOptions ForReading { get; } =
        new() { FullValues = true, KeepEscapes = true, KeepPadding = true };

    /// <summary>For terminals: values in full, text as UTF-8.</summary>
    public static DicomDumpOptions ForTerminal { get; } = new() { FullValues = true, DecodeText = true };

    /// <summary>Prints values in full, as <c>dcmdump +L</c> does; else at most 70 characters of each.</summary>
    public bool FullValues { get; init; }

    /// <summary>
    /// Leaves ESC (1B) in text as it is, which values in ISO 2022 character sets need to be read again. Such text is
    /// not for a terminal.
    /// </summary>
    public bool KeepEscapes { get; init; }

    /// <summary>Prints the spaces at the end of text too, as wlmscpfs does in its request files.</summary>
    public bool KeepPadding { get; init; }

    /// <summary>
    /// Prints text as UTF-8, whatever the data set's character set, and a question mark for what a terminal would obey
    /// or take for the end of a line; else its bytes as they are. To be read again it lacks its own character set.
    /// </summary>
    public bool DecodeText { get; init; }
}
