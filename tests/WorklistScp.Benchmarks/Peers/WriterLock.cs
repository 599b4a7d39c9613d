using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>The exclusive lock on a lockfile in both kinds, as careful writers take it.</summary>
/// <remarks>
/// Both belong to the open file description: writers in one process keep each other out, too. Not by
/// <see cref="File.OpenHandle"/>, which takes a lock of its own.
/// </remarks>
internal static partial class WriterLock
{
    private const int O_RDWR = 2;
    private const int O_CLOEXEC = 0x80000;
    private const int F_OFD_SETLKW = 38;
    private const short F_WRLCK = 1;
    private const int LOCK_EX = 2;
    private const int EINTR = 4;

    /// <summary>Waits for the lock.</summary>
    /// <returns>Closing it releases the lock.</returns>
    /// <exception cref="BenchmarkException">The system refuses.</exception>
    public static SafeFileHandle Take(string path)
    {
        SafeFileHandle handle = open(path, O_RDWR | O_CLOEXEC);
        var request = new RecordLock { Type = F_WRLCK };
        try
        {
            Repeat(path, () => handle.IsInvalid ? -1 : fcntl(handle, F_OFD_SETLKW, ref request));
            Repeat(path, () => flock(handle, LOCK_EX));
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static void Repeat(string path, Func<int> call)
    {
        while (call() != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != EINTR)
            {
                throw new BenchmarkException($"{path}: {Marshal.GetPInvokeErrorMessage(error)}");
            }
        }
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(SafeFileHandle handle, int command, ref RecordLock request);

    [LibraryImport("libc", SetLastError = true)]
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
