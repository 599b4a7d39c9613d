using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WorklistScp.Tests.Shared;

/// <summary>A writer of a storage area: takes the locks that keep readers out. Closing the handle releases.</summary>
public static partial class LockFiles
{
    private const int O_RDWR = 2;
    private const int O_CLOEXEC = 0x80000;
    private const int F_SETLK = 6;
    private const short F_WRLCK = 1;
    private const int LOCK_EX = 2;
    private const int LOCK_NB = 4;

    /// <summary>
    /// Takes an exclusive <c>fcntl</c> lock on the whole file, as a writer beside wlmscpfs does, without waiting.
    /// It belongs to this process, and is lost with the first handle of the file that closes.
    /// </summary>
    /// <returns>The handle; null when another process holds a lock.</returns>
    public static SafeFileHandle? TryLockRecord(string path)
    {
        SafeFileHandle handle = Open(path);
        var request = new RecordLock { Type = F_WRLCK };
        return Held(handle, fcntl(handle, F_SETLK, ref request) == 0);
    }

    /// <summary>Takes an exclusive <c>flock</c>, as flock(1) does, without waiting.</summary>
    /// <returns>The handle; null when another open file holds a lock.</returns>
    public static SafeFileHandle? TryFlock(string path)
    {
        SafeFileHandle handle = Open(path);
        return Held(handle, flock(handle, LOCK_EX | LOCK_NB) == 0);
    }

    private static SafeFileHandle? Held(SafeFileHandle handle, bool isLocked)
    {
        if (isLocked)
        {
            return handle;
        }

        handle.Dispose();
        return null;
    }

    private static SafeFileHandle Open(string path)
    {
        SafeFileHandle handle = open(path, O_RDWR | O_CLOEXEC);
        Assert.False(handle.IsInvalid, path);
        return handle;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int fcntl(SafeFileHandle handle, int command, ref RecordLock request);

    [LibraryImport("libc")]
    private static partial int flock(SafeFileHandle handle, int operation);

    // struct flock of fcntl(2) with 64-bit offsets; start and length 0: the whole file.
    [StructLayout(LayoutKind.Sequential)]
    private struct RecordLock
    {
        public short Type;
        public short Whence;
        public long Start;
        public long Length;
        public int ProcessId;
    }
}
