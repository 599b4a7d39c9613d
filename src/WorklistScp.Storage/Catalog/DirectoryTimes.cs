using WorklistScp.Storage.Linux;
using WorklistScp.Storage.Locks;

namespace WorklistScp.Storage.Catalog;

/// <summary>What a directory and its lockfile are like.</summary>
internal readonly record struct DirectoryStamps(FileStamp Directory, FileStamp LockFile);

/// <summary>
/// The times of a directory and of its lockfile, which tell of every change where all writers rename files into place,
/// or touch the lockfile.
/// </summary>
/// <remarks>
/// The clock that stamped them may be another machine's: how long a time has been seen unchanged is measured by this
/// one's, which nobody sets.
/// </remarks>
internal sealed class DirectoryTimes(string directory, TimeProvider time)
{
    // Two changes within it may leave the same time behind.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan CoarseTick = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private DirectoryStamps _seen;
    private DirectoryStamps? _looked;
    private long _seenAt;
    private bool _isSettled;

    /// <summary>Looks at the times.</summary>
    /// <returns>Whether files may have changed since <see cref="Confirm"/>.</returns>
    public bool Observe()
    {
        DirectoryStamps now = Read();
        lock (_gate)
        {
            if (now != _seen)
            {
                _seen = now;
                _seenAt = time.GetTimestamp();
            }

            bool isCoarse = now.Directory.IsCoarse || now.LockFile.IsCoarse;
            _isSettled = time.GetElapsedTime(_seenAt) > (isCoarse ? CoarseTick : Tick);
            return _looked != now;
        }
    }

    /// <summary>All files have been looked at since the last <see cref="Observe"/>.</summary>
    public void Confirm()
    {
        lock (_gate)
        {
            _looked = _isSettled ? _seen : null;
        }
    }

    /// <summary>The times, if they are what they were when all files were looked at last. Any thread may call.</summary>
    public DirectoryStamps? LookedAt()
    {
        DirectoryStamps now = Read();
        lock (_gate)
        {
            return _looked == now ? now : null;
        }
    }

    private DirectoryStamps Read()
    {
        LibC.TryStatNow(directory, out FileStatus ofDirectory);
        LibC.TryStatNow(LockFile.PathIn(directory), out FileStatus ofLockFile);
        return new DirectoryStamps(ofDirectory.Stamp, ofLockFile.Stamp);
    }
}
