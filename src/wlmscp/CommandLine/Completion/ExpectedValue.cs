namespace Wlmscp.CommandLine.Completion;

/// <summary>What may stand for a value: the help says it by the name of the value, and so does this.</summary>
/// <param name="Paths">Names of files.</param>
/// <param name="AreKeys">Keys of <c>KEY=VALUE</c>.</param>
/// <param name="AreAreas">Storage areas of the directory that the command line names.</param>
internal readonly record struct ExpectedValue(
    CompletedPaths Paths = CompletedPaths.None, bool AreKeys = false, bool AreAreas = false)
{
    /// <summary>Finds it by the name of an argument, or of an option's value.</summary>
    public static ExpectedValue Of(string name) => name switch
    {
        "AREA" or "AREA..." or "DIR" or "PATH" => new(CompletedPaths.Directories),
        "AREA|KEY=VALUE..." => new(CompletedPaths.Directories, AreKeys: true),
        "FILE" or "FILE..." or "PATH..." or "KEY CERT" or "IN... OUT" => new(CompletedPaths.Files),
        "FILE|KEY=VALUE..." or "QUERY|KEY=VALUE..." => new(CompletedPaths.Files, AreKeys: true),
        "KEY=VALUE..." => new(AreKeys: true),
        "AETITLE" or "PATTERN" => new(AreAreas: true),
        _ => default,
    };
}
