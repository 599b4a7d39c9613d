namespace WorklistScp.Storage.Editing;

/// <summary>
/// Names of files that are being written, before they get the one that is meant. Readers do not take them for worklist
/// files.
/// </summary>
internal static class TemporaryName
{
    /// <summary>What all of them are like.</summary>
    public const string Pattern = ".wlmscp-*.tmp";

    /// <summary>A path that nobody else uses at the same time, in a directory that is not locked.</summary>
    public static string NewIn(string? directory) => Of(directory, $"{Guid.NewGuid():n}");

    /// <summary>The path of one of several, in a directory that is locked.</summary>
    public static string In(string directory, int number) => Of(directory, $"{number}");

    private static string Of(string? directory, string name) => Path.Join(directory, $".wlmscp-{name}.tmp");
}
