namespace WorklistScp.Hl7.Messages;

/// <summary>What a message may at most hold. Each is checked before memory is taken for it.</summary>
public sealed record Hl7Limits
{
    /// <summary>The limits used when none are given.</summary>
    public static Hl7Limits Default { get; } = new();

    /// <summary>The longest message in bytes.</summary>
    public int MaxLength { get; init; } = 1024 * 1024;

    /// <summary>The largest number of segments.</summary>
    public int MaxSegments { get; init; } = 10_000;

    /// <summary>The largest number of fields of a segment.</summary>
    public int MaxFields { get; init; } = 1000;

    /// <summary>The largest number of repetitions of a field.</summary>
    public int MaxRepetitions { get; init; } = 1000;

    /// <summary>The largest number of components and subcomponents of a field with all its repetitions.</summary>
    public int MaxComponents { get; init; } = 10_000;
}
