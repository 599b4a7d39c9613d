using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Wlmscp.Audit;

/// <summary>
/// A file that text is added to, whole or not at all, wherever its end is: it may be cut by others meanwhile.
/// </summary>
internal sealed partial class AppendFile : IDisposable
{
    private const int O_WRONLY = 1;
    private const int O_CREAT = 0x40;
    private const int O_APPEND = 0x400;
    private const int O_CLOEXEC = 0x80000;
    private const int SEEK_END = 2;
    private const int EINTR = 4;
    private const int EINVAL = 22;
    private const int EROFS = 30;
    private const int ENOSPC = 28;

    // Not for everybody.
    private const uint Mode = 0b110_100_000;

    private readonly SafeFileHandle _handle;

    private AppendFile(SafeFileHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Opens a file, made if it is not there.</summary>
    /// <exception cref="IOException">It cannot be opened; the message has no path.</exception>
    public static AppendFile Open(string path)
    {
        SafeFileHandle handle = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, Mode);
        if (!handle.IsInvalid)
        {
            return new AppendFile(handle);
        }

        string reason = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
        handle.Dispose();
        throw new IOException(reason);
    }

    /// <summary>Adds text.</summary>
    /// <exception cref="IOException">It cannot be written; nothing of it is in the file.</exception>
    public void Append(ReadOnlySpan<byte> text)
    {
        long end = lseek(_handle, 0, SEEK_END);
        long written;
        int error;
        do
        {
            written = write(_handle, in MemoryMarshal.GetReference(text), (nuint)text.Length);
            error = Marshal.GetLastPInvokeError();
        }
        while (written < 0 && error == EINTR);

        if (written == text.Length)
        {
            return;
        }

        if (written > 0)
        {
            ftruncate(_handle, end); // a part had room
            error = ENOSPC;
        }

        throw new IOException(Marshal.GetPInvokeErrorMessage(error));
    }

    /// <summary>Waits until what was added is on the disk; does nothing for what is none, such as a pipe.</summary>
    /// <exception cref="IOException">It did not get there.</exception>
    public void Sync()
    {
        if (fdatasync(_handle) == 0)
        {
            return;
        }

        int error = Marshal.GetLastPInvokeError();
        if (error is not (EINVAL or EROFS))
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(SafeFileHandle file, in byte bytes, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial long lseek(SafeFileHandle file, long offset, int origin);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fdatasync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ftruncate(SafeFileHandle file, long length);
}
