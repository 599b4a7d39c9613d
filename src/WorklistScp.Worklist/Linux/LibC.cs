using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WorklistScp.Worklist.Linux;

/// <summary>The system calls that .NET does not offer. Numbers are those of Linux on x64 and arm64.</summary>
internal static partial class LibC
{
    public const int EAGAIN = 11;
    public const int EACCES = 13;
    public const int EINTR = 4;
    public const int ENOENT = 2;
    public const int ENOMEM = 12;
    public const int ENFILE = 23;
    public const int EMFILE = 24;

    private const int O_RDONLY = 0;
    private const int O_NONBLOCK = 0x800;
    private const int O_CLOEXEC = 0x80000;
    private const int F_OFD_SETLK = 37;
    private const int LOCK_SH = 1;
    private const int LOCK_NB = 4;
    private const int AT_FDCWD = -100;
    private const int AT_EMPTY_PATH = 0x1000;
    private const uint STATX_BASIC_STATS = 0x7ff;

    /// <summary>Opens for reading. Never waits, not even for the writer of a FIFO.</summary>
    /// <returns>A handle, invalid on failure.</returns>
    public static SafeFileHandle OpenForReading(string path, out int error)
    {
        SafeFileHandle handle = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        error = handle.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
        return handle;
    }

    /// <summary>Sets or removes a lock of the open file description on the whole file, without waiting.</summary>
    public static bool TrySetLock(SafeFileHandle handle, RecordLockType type, out int error)
    {
        var request = new RecordLock { Type = (short)type };
        bool done = fcntl(handle, F_OFD_SETLK, ref request) == 0;
        error = done ? 0 : Marshal.GetLastPInvokeError();
        return done;
    }

    /// <summary>Takes a shared <c>flock</c>, without waiting.</summary>
    public static bool TryFlockShared(SafeFileHandle handle, out int error)
    {
        bool done = flock(handle, LOCK_SH | LOCK_NB) == 0;
        error = done ? 0 : Marshal.GetLastPInvokeError();
        return done;
    }

    /// <summary>What the file at a path is, links followed.</summary>
    public static bool TryStat(string path, out FileStatus status)
    {
        bool done = statx(AT_FDCWD, path, 0, STATX_BASIC_STATS, out status) == 0;
        status = done ? status : default;
        return done;
    }

    /// <summary>What an open file is.</summary>
    public static bool TryStat(SafeFileHandle handle, out FileStatus status)
    {
        bool done = statx(handle, "", AT_EMPTY_PATH, STATX_BASIC_STATS, out status) == 0;
        status = done ? status : default;
        return done;
    }

    /// <summary>The system's words for an error number.</summary>
    public static string Describe(int error) => Marshal.GetPInvokeErrorMessage(error);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(SafeFileHandle handle, int command, ref RecordLock request);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(SafeFileHandle handle, int operation);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int directory, string path, int flags, uint mask, out FileStatus status);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(SafeFileHandle handle, string path, int flags, uint mask, out FileStatus status);

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
