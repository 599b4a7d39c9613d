using WorklistScp.Storage.Locks;

namespace WorklistScp.Storage.Editing;

/// <summary>Where the files of an area are.</summary>
/// <param name="Offered">The directory of the area: what is there is offered to modalities.</param>
public sealed record EditedPlace(string Offered)
{
    /// <summary>The name of the directory of entries that are not offered any more, within the area.</summary>
    public const string DoneName = "done";

    /// <summary>The name of the directory of what sources have put, within the area.</summary>
    public const string PutName = "put";

    /// <summary>The name of the directory of what messages have done, within the area.</summary>
    public const string MessagesName = "hl7";

    /// <summary>The name of the directory of performed procedure steps, within the area.</summary>
    public const string PerformedStepsName = "mpps";

    /// <summary>The name of the directory of what is to be sent on, within the area.</summary>
    public const string OutboxName = "outbox";

    /// <summary>Whether a directory of this name within an area holds what edits remember, not files to serve.</summary>
    public static bool BelongsToArea(string name) =>
        name is DoneName or PutName or MessagesName or PerformedStepsName or OutboxName;

    /// <summary>The storage area that a directory belongs to which holds what edits remember; null: it is none.</summary>
    public static string? FindAreaOf(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return BelongsToArea(Path.GetFileName(full)) && Path.GetDirectoryName(full) is { } above && LockFile.Exists(above)
            ? above
            : null;
    }

    /// <summary>The directory of entries that are not offered any more; it need not be there.</summary>
    public string Done => Path.Join(Offered, DoneName);

    /// <summary>The directory of performed procedure steps; it need not be there.</summary>
    public string PerformedSteps => Path.Join(Offered, PerformedStepsName);

    /// <summary>The directory of what is to be sent on; it need not be there.</summary>
    public string Outbox => Path.Join(Offered, OutboxName);

    /// <summary>
    /// Fails where a directory within an area is a link - what it leads to may be another's - or a file.
    /// </summary>
    /// <exception cref="StorageAreaException">It is one.</exception>
    internal static void ThrowIfNoDirectory(string directory)
    {
        string? what = new DirectoryInfo(directory).LinkTarget is not null ? "a symbolic link"
            : File.Exists(directory) ? "a file"
            : null;
        if (what is not null)
        {
            throw new StorageAreaException(
                $"{directory}: {what}, expected a directory of the area", "The storage area cannot be read");
        }
    }

    /// <summary>The directory of one kind of entries.</summary>
    internal string DirectoryOf(bool areDone) => areDone ? Done : Offered;
}
