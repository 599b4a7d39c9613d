namespace WorklistScp.Storage.Linux;

/// <summary>What tells whether a file is still the same; times in nanoseconds since 1970.</summary>
internal readonly record struct FileStamp(ulong Device, ulong Inode, ulong Size, long Modified, long Changed)
{
    private const long Second = 1_000_000_000;

    // The kernel stamps files with the time of its last tick, at most 10 ms ago; some file systems keep seconds only,
    // FAT even two.
    private const long Tick = Second / 20;
    private const long CoarseTick = 2 * Second;

    /// <summary>Which file it is, whatever its names.</summary>
    public FileIdentity Identity => new(Device, Inode);

    /// <summary>Whether the file system seems to keep no fractions of seconds.</summary>
    public bool IsCoarse => Changed % Second == 0;

    /// <summary>
    /// Whether a further change after <paramref name="now"/> must show in the stamp. If not, a file that is read now
    /// may change once more and keep its stamp.
    /// </summary>
    public bool IsSettled(DateTimeOffset now)
    {
        long granularity = IsCoarse ? CoarseTick : Tick;
        return (now - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick > Changed + granularity;
    }
}
