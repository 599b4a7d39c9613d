using Microsoft.Win32.SafeHandles;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Locks;

/// <summary>
/// The turn to read a file, change it, and write it whole in its place: of those who take it, one at a time has it. It is
/// an fcntl lock on the file itself, which keeps nobody from reading; a <c>flock</c> would, since .NET takes one whenever
/// it opens a file. It ends when it is disposed of, or the process ends.
/// </summary>
public sealed class FileTurn : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly SafeFileHandle _handle;

    private FileTurn(SafeFileHandle handle) => _handle = handle;

    /// <summary>Takes the turn. A file that is not there is made: empty, and for nobody but its owner.</summary>
    /// <param name="path">The file, not a link: the file that is written takes the place of that.</param>
    /// <param name="timeout">How long to wait for others.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The file cannot be opened, or others have had the turn for too long.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be made.</exception>
    public static async Task<FileTurn> TakeAsync(
        string path, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            if (TryTake(path) is { } turn)
            {
                return turn;
            }

            if (time.GetElapsedTime(start) >= timeout)
            {
                throw new IOException($"{path}: somebody else has been changing it for more than {timeout.TotalSeconds:0.###} s");
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Gives the turn to the next.</summary>
    public void Dispose() => _handle.Dispose();

    private static FileTurn? TryTake(string path)
    {
        SafeFileHandle handle = LibC.OpenForWriting(path, out int error);
        if (error == LibC.ENOENT)
        {
            handle.Dispose();
            Make(path);
            return null;
        }

        if (error != 0)
        {
            handle.Dispose();
            throw Failed(path, error);
        }

        if (LibC.TrySetLock(handle, RecordLockType.Write, out error) && IsStillAt(path, handle))
        {
            return new FileTurn(handle);
        }

        handle.Dispose();
        return error is 0 or LibC.EAGAIN or LibC.EACCES ? null : throw Failed(path, error);
    }

    private static IOException Failed(string path, int error) => new($"'{path}': {LibC.Describe(error)}", error);

    // Whoever had the turn has put another file in its place.
    private static bool IsStillAt(string path, SafeFileHandle handle) =>
        LibC.TryStat(handle, out FileStatus locked) && LibC.TryStat(path, out FileStatus now)
        && locked.Identity == now.Identity;

    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (OperatingSystem.IsLinux())
        {
            options.UnixCreateMode = Private;
        }

        try
        {
            new FileStream(path, options).Dispose();
        }
        catch (IOException e) when (e.HResult == LibC.EEXIST)
        {
            // Somebody else was faster, which is as good.
        }
    }
}
