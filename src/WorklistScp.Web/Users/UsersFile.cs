using WorklistScp.Storage;
using WorklistScp.Storage.Editing;

namespace WorklistScp.Web.Users;

/// <summary>
/// The file with the users, see <see cref="UsersText"/>, which is read anew when it has changed: nobody needs to restart
/// anything. Any thread may call.
/// </summary>
public sealed class UsersFile
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _looking = new();
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Action<UsersReading> _onRead;
    private readonly Action<UsersFileException> _onFault;
    private volatile UsersReading _reading;
    private FileVersion? _version;
    private string? _fault;
    private long _looked;

    private UsersFile(
        string path, TimeProvider time, Action<UsersReading> onRead, Action<UsersFileException> onFault)
    {
        _path = path;
        _time = time;
        _onRead = onRead;
        _onFault = onFault;
        _version = VersionToKeep();
        _looked = time.GetTimestamp();
        _reading = Read(path);
        onRead(_reading);
    }

    /// <summary>
    /// The users, as the file has them since a second at most. One thread at a time looks at the file; if the disk keeps
    /// it waiting, the others get what was read before. A file that cannot be used leaves the users as they were.
    /// </summary>
    public UserTable Users
    {
        get
        {
            if (_looking.TryEnter())
            {
                try
                {
                    LookIfItIsTime();
                }
                finally
                {
                    _looking.Exit();
                }
            }

            return _reading.Text.Users;
        }
    }

    /// <summary>Reads a file, and goes on to do so.</summary>
    /// <param name="path">The file; links are followed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onRead">Told what was read, now and each time that it is something else.</param>
    /// <param name="onFault">Told why a changed file cannot be used, once for each reason.</param>
    /// <exception cref="UsersFileException">It cannot be read, or used.</exception>
    public static UsersFile Open(
        string path, TimeProvider time, Action<UsersReading> onRead, Action<UsersFileException> onFault) =>
        new(path, time, onRead, onFault);

    /// <summary>Reads a file once.</summary>
    /// <exception cref="UsersFileException">It cannot be read, or used.</exception>
    public static UsersReading Read(string path)
    {
        byte[] bytes = ReadBytes(path, out UnixFileMode mode);
        return UsersText.TryParse(bytes, out UserFault? fault) is { } text
            ? new UsersReading(text, (mode & Others) == 0 ? null : new OpenUsersFile(path, mode))
            : throw new UsersFileException(fault!.In(path));
    }

    private void LookIfItIsTime()
    {
        if (_time.GetElapsedTime(_looked) < Interval)
        {
            return;
        }

        _looked = _time.GetTimestamp();
        FileVersion? version = VersionToKeep();
        if (version is not null && version == _version)
        {
            return;
        }

        try
        {
            UsersReading reading = Read(_path);
            bool isNews = _fault is not null || !reading.IsLike(_reading);
            _reading = reading;
            _fault = null;
            if (isNews)
            {
                _onRead(reading);
            }
        }
        catch (UsersFileException e)
        {
            if (_fault != e.Message)
            {
                _fault = e.Message;
                _onFault(e);
            }
        }

        _version = version;
    }

    // Taken before the file is read: what is changed meanwhile is read the next time. Nothing where a further change
    // would not show.
    private FileVersion? VersionToKeep() =>
        FileVersion.TryOf(_path) is { } version && version.IsSettled(_time.GetUtcNow()) ? version : null;

    private static byte[] ReadBytes(string path, out UnixFileMode mode)
    {
        // A FIFO would be waited for.
        if (FileVersion.TryOf(path) is { IsRegular: false })
        {
            throw Failed(path, Directory.Exists(path) ? "a directory" : "no regular file");
        }

        try
        {
            // It may be written, renamed and removed meanwhile.
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(file.SafeFileHandle);
            var buffer = new byte[Math.Min(file.Length, UsersText.MaxLength) + 1];
            int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return buffer[..length];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Failed(path, SystemMessage.ReasonOf(e), e);
        }
    }

    private static UsersFileException Failed(string path, string problem, Exception? cause = null) =>
        new($"{path}: {problem}, expected a file of users that can be read; wlmscp passwd makes one", cause);
}
