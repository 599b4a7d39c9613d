namespace WorklistScp.Storage.Editing;

/// <summary>
/// Names of files that are being written, before they get the one that is meant. Readers do not take them for worklist
/// files.
/// </summary>
internal static class TemporaryName
{
    /// <summary>What those of editors are like, who remove each other's when they have the lock of an area.</summary>
    public const string Pattern = ".wlmscp-*.tmp";

    /// <summary>What those are like that no editor removes.</summary>
    public const string PatternOfAnybody = ".*.tmp";

    /// <summary>A path of an editor that nobody else uses at the same time.</summary>
    public static string NewIn(string? directory) => Of(directory, $"{Guid.NewGuid():n}");

    /// <summary>The path of one of several of an editor, in a directory that is locked.</summary>
    public static string In(string directory, int number) => Of(directory, $"{number}");

    /// <summary>A path that nobody else uses, and no editor removes, in a directory that nobody has locked.</summary>
    public static string OfAnybodyIn(string? directory) => Path.Join(directory, $".{Guid.NewGuid():n}.tmp");

    private static string Of(string? directory, string name) => Path.Join(directory, $".wlmscp-{name}.tmp");
}
