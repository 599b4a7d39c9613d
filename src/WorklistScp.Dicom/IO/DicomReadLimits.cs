namespace WorklistScp.Dicom.IO;

/// <summary>What a data set may at most hold. Each is checked before memory is taken for it.</summary>
public sealed record DicomReadLimits
{
    /// <summary>The limits used when none are given.</summary>
    public static DicomReadLimits Default { get; } = new();

    /// <summary>The deepest nesting of sequences.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>The largest number of elements, sequences and items together, nested ones included.</summary>
    public int MaxElements { get; init; } = 100_000;

    /// <summary>The largest size of a data set in bytes, after decompression.</summary>
    public int MaxLength { get; init; } = 16 * 1024 * 1024;
}
