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

    /// <summary>Puts all, whether they are there or not; those that are done stay so.</summary>
    /// <param name="group">The group.</param>
    /// <param name="area">The directory.</param>
    /// <param name="source">Files, or what makes an entry without.</param>
    /// <param name="version">The version in them.</param>
    /// <param name="done">The versions of those that are done.</param>
    public static EditorCommand Put(
        EntryGroup group, string area, IEnumerable<string> source, string version, IReadOnlyList<string> done) =>
        new("put", ["put", area, .. source], [.. done.Select(one => one.Length > 0 ? "" : version)]);

    /// <summary>Takes those that are there off the list.</summary>
    public static EditorCommand Finish(EntryGroup group, string area) => new(
        "finish", ["update", area, group.Key, "--all", "--set", "ScheduledProcedureStepStatus=CANCELED"], Absent(group));

    /// <summary>Brings back those that are done.</summary>
    public static EditorCommand Restore(EntryGroup group, string area, IReadOnlyList<string> done) => new(
        "restore", ["restore", area, group.Key, "--all"],
        [.. group.History.Versions.Zip(done, (offered, shelved) => shelved.Length > 0 ? shelved : offered)]);

    /// <summary>Gives those of one patient to another; where a command was killed, it goes on.</summary>
    public static EditorCommand Merge(EntryGroup group, string area, string next)
    {
        string[] patients = [.. group.History.Versions.Distinct()];
        string to = patients is [_, var second] ? second : next;
        return new(
            "merge",
            [
                "merge", "--dir", Path.GetDirectoryName(area)!, "--area", Path.GetFileName(area), patients[0], to, "--set",
                $"PatientComments={EntryGroup.CommentOf(to)}",
            ],
            [.. group.PatientIDs.Select(_ => to)]);
    }

    private static string[] Absent(EntryGroup group) => [.. group.PatientIDs.SelectMany(_ => Nothing)];
}
