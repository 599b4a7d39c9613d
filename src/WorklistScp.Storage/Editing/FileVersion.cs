using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Editing;

/// <summary>What tells whether the file at a path is still the same, links followed. Versions of the same file are equal.</summary>
public readonly record struct FileVersion
{
    private readonly FileStamp _stamp;

    private FileVersion(FileStatus status)
    {
        _stamp = status.Stamp;
        IsRegular = status.IsRegularFile;
    }

    /// <summary>Whether it is a regular file: no directory, device or FIFO.</summary>
    public bool IsRegular { get; }

    /// <summary>What is at a path now; null: nothing that can be looked at.</summary>
    public static FileVersion? TryOf(string path) =>
        LibC.TryStat(path, out FileStatus status) ? new FileVersion(status) : null;

    /// <summary>Whether every change after <paramref name="now"/> makes it another version.</summary>
    public bool IsSettled(DateTimeOffset now) => _stamp.IsSettled(now);
}
