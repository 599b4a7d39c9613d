namespace WorklistScp.Interop.Tests.KilledEditors;

/// <summary>A command that changes a group of entries.</summary>
/// <param name="Kind">Its name, for counting.</param>
/// <param name="Words">Its words.</param>
/// <param name="Versions">What it leads to.</param>
/// <param name="ExitCode">How it ends if it is not killed.</param>
internal sealed record EditorCommand(
    string Kind, IReadOnlyList<string> Words, IReadOnlyList<string> Versions, int ExitCode = 0)
{
    private static readonly string[] Nothing = [""];

    /// <summary>Gives those that are there a new version.</summary>
    public static EditorCommand Update(EntryGroup group, string area, string version) => new(
        "update", ["update", area, group.Key, "--all", "--set", .. EntryGroup.WordsOf(version)],
        [.. group.History.Versions.Select(old => old.Length == 0 ? "" : version)]);

    /// <summary>Removes those that are there.</summary>
    public static EditorCommand Remove(EntryGroup group, string area) =>
        new("remove", ["remove", area, group.Key, "--all"], Absent(group));

    /// <summary>Removes those that are there, because they are old.</summary>
    public static EditorCommand Expire(EntryGroup group, string area) =>
        new("expire", ["expire", area, "--older-than", "2d"], Absent(group));

    /// <summary>Moves those that are there.</summary>
    public static EditorCommand Archive(EntryGroup group, string area, string archive) =>
        new("archive", ["expire", area, "--older-than", "2d", "--archive", archive], Absent(group));

    /// <summary>Adds all; refused, all of them, where one of them is there.</summary>
    /// <param name="group">The group.</param>
    /// <param name="area">The directory.</param>
    /// <param name="source">Files, or what makes an entry without.</param>
    /// <param name="version">The version in them.</param>
    public static EditorCommand Add(EntryGroup group, string area, IEnumerable<string> source, string version) =>
        group.History.Versions.All(old => old.Length == 0)
            ? new("add", ["add", area, .. source], [.. group.PatientIDs.Select(_ => version)])
            : new("refused add", ["add", area, .. source], group.History.Versions, ExitCode: 4);

    private static string[] Absent(EntryGroup group) => [.. group.PatientIDs.SelectMany(_ => Nothing)];
}
