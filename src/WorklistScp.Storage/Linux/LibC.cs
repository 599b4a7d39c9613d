using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WorklistScp.Storage.Linux;

/// <summary>The system calls that .NET does not offer. Numbers are those of Linux on x64 and arm64.</summary>
internal static partial class LibC
{
    public const int EAGAIN = 11;
    public const int EACCES = 13;
    public const int EINTR = 4;
    public const int ENOENT = 2;
    public const int EEXIST = 17;
    public const int ENOTDIR = 20;
    public const int ENOMEM = 12;
    public const int ENFILE = 23;
    public const int EMFILE = 24;

    public const int ELOOP = 40;

    /// <summary>In place of a user or group that is to stay.</summary>
    public const uint SameOwner = uint.MaxValue;

    private const int O_RDONLY = 0;
    private const int O_RDWR = 2;
    private const int O_NONBLOCK = 0x800;
    private const int O_CLOEXEC = 0x80000;
    private const int AT_SYMLINK_NOFOLLOW = 0x100;

    // The one number that differs between processors.
    private static readonly int O_NOFOLLOW =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    private const int F_OFD_SETLK = 37;
    private const int LOCK_SH = 1;
    private const int LOCK_EX = 2;
    private const int LOCK_NB = 4;
    private const int AT_FDCWD = -100;
    private const int POSIX_FADV_DONTNEED = 4;
    private const int AT_EMPTY_PATH = 0x1000;
    private const int AT_STATX_FORCE_SYNC = 0x2000;
    private const int AT_STATX_DONT_SYNC = 0x4000;
    private const uint STATX_BASIC_STATS = 0x7ff;

    /// <summary>Opens for reading. Never waits, not even for the writer of a FIFO.</summary>
    /// <param name="path">The path.</param>
    /// <param name="error">The error number, 0 for none; ELOOP for a link that is not followed.</param>
    /// <param name="followLinks">Whether the path may be a symbolic link.</param>
    /// <returns>A handle, invalid on failure.</returns>
    public static SafeFileHandle OpenForReading(string path, out int error, bool followLinks = true)
    {
        int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (followLinks ? 0 : O_NOFOLLOW);
        SafeFileHandle handle = open(path, flags);
        error = handle.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
        return handle;
    }

    /// <summary>Opens for reading and writing, which an exclusive lock needs. Never waits.</summary>
    /// <param name="path">The path.</param>
    /// <param name="error">The error number, 0 for none.</param>
    /// <returns>A handle, invalid on failure.</returns>
    public static SafeFileHandle OpenForWriting(string path, out int error)
    {
        SafeFileHandle handle = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
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

    /// <summary>Takes a <c>flock</c>, without waiting.</summary>
    public static bool TryFlock(SafeFileHandle handle, bool isExclusive, out int error)
    {
        bool done = flock(handle, (isExclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0;
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

    /// <summary>
    /// What is at a path, a link not followed, as far as the kernel knows without asking another machine or program, for
    /// which it might wait for ever.
    /// </summary>
    public static bool TryStatKnownLink(string path, out FileStatus status)
    {
        bool done = statx(
            AT_FDCWD, path, AT_SYMLINK_NOFOLLOW | AT_STATX_DONT_SYNC, STATX_BASIC_STATS, out status) == 0;
        status = done ? status : default;
        return done;
    }

    /// <summary>What the file at a path is now, even if another machine has to be asked; links followed.</summary>
    public static bool TryStatNow(string path, out FileStatus status)
    {
        bool done = statx(AT_FDCWD, path, AT_STATX_FORCE_SYNC, STATX_BASIC_STATS, out status) == 0;
        status = done ? status : default;
        return done;
    }

    /// <summary>What is at a path, a link not followed.</summary>
    public static bool TryStatLink(string path, out FileStatus status)
    {
        bool done = statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, out status) == 0;
        status = done ? status : default;
        return done;
    }

    /// <summary>Whether a path leads to a directory, links followed.</summary>
    public static bool IsDirectory(string path) => TryStat(path, out FileStatus status) && status.IsDirectory;

    /// <summary>What a path in an open directory leads to, links followed.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="name">The path, ending with a NUL byte.</param>
    /// <param name="status">What it is.</param>
    public static bool TryStat(SafeFileHandle directory, ReadOnlySpan<byte> name, out FileStatus status)
    {
        bool done = statx(directory, in name[0], 0, STATX_BASIC_STATS, out status) == 0;
        status = done ? status : default;
        return done;
    }

    /// <summary>
    /// What a path in an open directory leads to now, even if another machine has to be asked; links followed.
    /// </summary>
    /// <param name="directory">The directory.</param>
    /// <param name="name">The path, ending with a NUL byte.</param>
    /// <param name="status">What it is.</param>
    public static bool TryStatNow(SafeFileHandle directory, ReadOnlySpan<byte> name, out FileStatus status)
    {
        bool done = statx(directory, in name[0], AT_STATX_FORCE_SYNC, STATX_BASIC_STATS, out status) == 0;
        status = done ? status : default;
        return done;
    }

    /// <summary>Whether there is a file of any kind at a path, a link that leads nowhere included.</summary>
    public static bool Exists(string path) =>
        statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, out _) == 0
        || Marshal.GetLastPInvokeError() is not (ENOENT or ENOTDIR);

    /// <summary>Reads from an open file, at its position.</summary>
    /// <returns>The number of bytes, 0 at the end; negative on failure.</returns>
    public static int Read(SafeFileHandle handle, Span<byte> buffer, out int error)
    {
        var count = (int)read(handle, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
        error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
        return count;
    }

    /// <summary>Reads what comes next in an open directory, as records of linux_dirent64.</summary>
    /// <returns>The number of bytes, 0 at the end; negative on failure.</returns>
    public static int ReadDirectory(SafeFileHandle directory, Span<byte> buffer, out int error)
    {
        var count = (int)getdents64(directory, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
        error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
        return count;
    }

    /// <summary>The type of the file system at a path, as in statfs(2); 0 if that cannot be told.</summary>
    public static long FileSystemType(string path) => statfs(path, out FileSystem system) == 0 ? (uint)system.Type : 0;

    /// <summary>Makes an inotify instance that never waits.</summary>
    /// <returns>A handle, invalid on failure.</returns>
    public static SafeFileHandle OpenInotify(out int error)
    {
        SafeFileHandle handle = inotify_init1(O_NONBLOCK | O_CLOEXEC);
        error = handle.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
        return handle;
    }

    /// <summary>Watches a path.</summary>
    /// <returns>The number of the watch, the same for all paths to one directory; negative on failure.</returns>
    public static int Watch(SafeFileHandle inotify, string path, uint mask, out int error)
    {
        int watch = inotify_add_watch(inotify, path, mask);
        error = watch < 0 ? Marshal.GetLastPInvokeError() : 0;
        return watch;
    }

    /// <summary>Ends a watch; one that has ended does no harm.</summary>
    public static void EndWatch(SafeFileHandle inotify, int watch) => inotify_rm_watch(inotify, watch);

    /// <summary>
    /// Has what the kernel remembers of an open file forgotten: what is read next comes from where the file is.
    /// </summary>
    public static void ForgetContents(SafeFileHandle handle) => posix_fadvise(handle, 0, 0, POSIX_FADV_DONTNEED);

    /// <summary>What an open file is now, even if another machine has to be asked.</summary>
    public static bool TryStatNow(SafeFileHandle handle, out FileStatus status)
    {
        bool done = statx(handle, "", AT_EMPTY_PATH | AT_STATX_FORCE_SYNC, STATX_BASIC_STATS, out status) == 0;
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

    /// <summary>Gives an open file to a user and a group.</summary>
    public static bool TryChangeOwner(SafeFileHandle handle, uint user, uint group) =>
        fchown(handle, user, group) == 0;

    /// <summary>Gives a file a second name, if that is free.</summary>
    public static bool TryLink(string path, string name, out int error)
    {
        bool done = link(path, name) == 0;
        error = done ? 0 : Marshal.GetLastPInvokeError();
        return done;
    }

    /// <summary>Waits until all that was written to the file system of an open file is on the disk.</summary>
    public static bool TryFlushFileSystem(SafeFileHandle handle, out int error)
    {
        bool done = syncfs(handle) == 0;
        error = done ? 0 : Marshal.GetLastPInvokeError();
        return done;
    }

    /// <summary>The system's words for an error number.</summary>
    public static string Describe(int error) => Marshal.GetPInvokeErrorMessage(error);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int link(string path, string name);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(SafeFileHandle handle, int command, ref RecordLock request);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(SafeFileHandle handle, int operation);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int directory, string path, int flags, uint mask, out FileStatus status);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(SafeFileHandle handle, string path, int flags, uint mask, out FileStatus status);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int statx(
        SafeFileHandle handle, in byte path, int flags, uint mask, out FileStatus status);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(SafeFileHandle handle, ref byte buffer, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint getdents64(SafeFileHandle handle, ref byte buffer, nuint length);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statfs(string path, out FileSystem system);

    [LibraryImport("libc")]
    private static partial int posix_fadvise(SafeFileHandle handle, long offset, long length, int advice);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int syncfs(SafeFileHandle handle);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchown(SafeFileHandle handle, uint user, uint group);

    [LibraryImport("libc", SetLastError = true)]
    private static partial SafeFileHandle inotify_init1(int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int inotify_add_watch(SafeFileHandle inotify, string path, uint mask);

    [LibraryImport("libc")]
    private static partial int inotify_rm_watch(SafeFileHandle inotify, int watch);

    // struct statfs: 120 bytes, the type comes first.
    [StructLayout(LayoutKind.Sequential, Size = 120)]
    private readonly struct FileSystem
    {
        public readonly long Type;
    }

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
