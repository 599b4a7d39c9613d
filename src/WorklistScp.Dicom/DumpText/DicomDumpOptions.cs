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

    /// <summary>Prints values in full, as <c>dcmdump +L</c> does; else at most 70 characters of each.</summary>
    public bool FullValues { get; init; }

    /// <summary>
    /// Leaves ESC (1B) in text as it is, which values in ISO 2022 character sets need to be read again. Such text is
    /// not for a terminal.
    /// </summary>
    public bool KeepEscapes { get; init; }

    /// <summary>Prints the spaces at the end of text too, as wlmscpfs does in its request files.</summary>
    public bool KeepPadding { get; init; }
}
