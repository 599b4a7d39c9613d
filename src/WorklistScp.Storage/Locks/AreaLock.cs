using Microsoft.Win32.SafeHandles;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Locks;

/// <summary>
/// The lock on the lockfile of a storage area, in both kinds: <c>fcntl</c>, as wlmscpfs takes it, and <c>flock</c>, as
/// shell scripts do. Readers share it, a writer has it alone.
/// </summary>
/// <remarks>
/// The fcntl lock belongs to the open file description: several readers in this process, each with its own handle,
/// do not lose it to each other when one closes. Neither lock is held while waiting for the other.
/// </remarks>
internal sealed class AreaLock : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    // Readers that come one after the other leave the lock free for as long only.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(5);

    private readonly SafeFileHandle _handle;
    private readonly bool _isExclusive;

    private AreaLock(SafeFileHandle handle, bool isExclusive)
    {
        _handle = handle;
        _isExclusive = isExclusive;
    }

    private RecordLockType KindOfRecordLock => _isExclusive ? RecordLockType.Write : RecordLockType.Read;

    /// <summary>Takes the lock, if it is free; null: a writer, or for an exclusive one anybody, holds it.</summary>
    /// <exception cref="StorageAreaException">There is no lockfile, or it cannot be opened.</exception>
    public static AreaLock? TryAcquire(string path, bool isExclusive = false) =>
        TryTake(Open(path, isExclusive), path, isExclusive);

    /// <summary>
    /// As <see cref="TryAcquire"/>, without waiting for anybody; null also where the lockfile is a symbolic link, which
    /// may lead to a file system that hangs.
    /// </summary>
    public static AreaLock? TryAcquireHere(string path)
    {
        SafeFileHandle handle = LibC.OpenForReading(path, out int error, followLinks: false);
        if (error != LibC.ELOOP)
        {
            return TryTake(Check(handle, error, path, isExclusive: false), path, isExclusive: false);
        }

        handle.Dispose();
        return null;
    }

    /// <summary>Looks whether there is a lockfile that can be opened; takes no lock.</summary>
    /// <exception cref="StorageAreaException">There is none, or it cannot be.</exception>
    public static void Check(string path) => Open(path, isExclusive: false).Dispose();

    private static AreaLock? TryTake(SafeFileHandle handle, string path, bool isExclusive)
    {
        var held = new AreaLock(handle, isExclusive);
        try
        {
            if (held.TryTake(path))
            {
                return held;
            }
        }
        catch
        {
            held.Dispose();
            throw;
        }

        held.Dispose();
        return null;
    }

    /// <summary>Somebody else kept the lock.</summary>
    public static StorageAreaException HeldTooLong(string path, TimeSpan timeout, bool isExclusive = false) => new(
        $"{path}: {(isExclusive ? "somebody" : "a writer")} holds the lock for more than {timeout.TotalSeconds:0.###} s",
        "The worklist is locked by a writer");

    /// <summary>Waits for the lock, at most <paramref name="timeout"/>.</summary>
    /// <exception cref="StorageAreaException">
    /// There is no lockfile, it cannot be opened, or somebody else kept it.
    /// </exception>
    public static async Task<AreaLock> AcquireAsync(
        string path, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken,
        bool isExclusive = false)
    {
        var held = new AreaLock(Open(path, isExclusive), isExclusive);
        try
        {
            long start = time.GetTimestamp();
            for (TimeSpan pause = FirstPause; !held.TryTake(path); pause = Longer(pause))
            {
                TimeSpan remaining = timeout - time.GetElapsedTime(start);
                if (remaining <= TimeSpan.Zero)
                {
                    throw HeldTooLong(path, timeout, isExclusive);
                }

                await Task.Delay(pause < remaining ? pause : remaining, time, cancellationToken);
            }

            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Gives up the lock.</summary>
    public void Dispose() => _handle.Dispose();

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private static SafeFileHandle Open(string path, bool isExclusive)
    {
        SafeFileHandle handle = isExclusive
            ? LibC.OpenForWriting(path, out int error)
            : LibC.OpenForReading(path, out error);
        return Check(handle, error, path, isExclusive);
    }

    private static SafeFileHandle Check(SafeFileHandle handle, int error, string path, bool isExclusive)
    {
        if (!handle.IsInvalid)
        {
            return IsRegular(handle) ? handle : throw NotRegular(handle, path);
        }

        handle.Dispose();
        throw error == LibC.ENOENT
            ? NotThere(path)
            : new StorageAreaException(
                $"{path}: {LibC.Describe(error)}; the lockfile must be {(isExclusive ? "writable" : "readable")}",
                "The lockfile of the storage area cannot be read");
    }

    private static StorageAreaException NotThere(string path)
    {
        string area = Path.GetDirectoryName(path)!;
        return LibC.IsDirectory(area)
            ? new StorageAreaException(
                $"{path}: no such file; create it, empty, to have this storage area served",
                "The storage area has no lockfile")
            : new StorageAreaException($"{area}: no such directory", "The storage area cannot be found");
    }

    // Writers cannot lock a directory: what looks like a lock would keep nobody out.
    private static bool IsRegular(SafeFileHandle handle) =>
        LibC.TryStat(handle, out FileStatus status) && status.IsRegularFile;

    private static StorageAreaException NotRegular(SafeFileHandle handle, string path)
    {
        handle.Dispose();
        return new StorageAreaException(
            $"{path}: not a regular file; the lockfile must be one", "The lockfile of the storage area cannot be read");
    }

    private bool TryTake(string path)
    {
        if (!IsFree(LibC.TrySetLock(_handle, KindOfRecordLock, out int error), error, path))
        {
            return false;
        }

        if (IsFree(LibC.TryFlock(_handle, _isExclusive, out error), error, path))
        {
            return true;
        }

        LibC.TrySetLock(_handle, RecordLockType.Unlock, out _);
        return false;
    }

    private static bool IsFree(bool done, int error, string path)
    {
        if (done)
        {
            return true;
        }

        return error is LibC.EAGAIN or LibC.EACCES or LibC.EINTR
            ? false
            : throw new StorageAreaException(
                $"{path}: {LibC.Describe(error)}; the file system must offer locks",
                "The lockfile of the storage area cannot be locked");
    }
}
