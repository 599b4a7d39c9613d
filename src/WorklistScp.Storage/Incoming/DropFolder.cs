using System.Text;
using Microsoft.Win32.SafeHandles;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Incoming;

/// <summary>
/// A directory that others drop files in, to be taken in the order in which they were written, and moved away. It is
/// looked at, not watched, since another machine may write to it. One thread at a time.
/// </summary>
/// <param name="path">The directory.</param>
/// <param name="ending">
/// How names of its files end, in any case. Names that begin with a dot are left alone, and so is what is no regular file,
/// such as a link.
/// </param>
public sealed class DropFolder(string path, string ending)
{
    private const int LongestCount = 10_000;
    private const int LongestName = 255; // bytes, on all file systems of Linux
    private const string BesideEnding = ".ack";

    private Dictionary<string, IncomingFile> _last = [];
    private List<string> _unreachable = [];

    /// <summary>
    /// The names of files, as far as they can be read, that cannot be taken since their names are not UTF-8; as of the last
    /// <see cref="FindWritten"/>.
    /// </summary>
    public IReadOnlyList<string> Unreachable => _unreachable;

    /// <summary>Makes a directory in it, unless it is there, and fails unless files can be written there.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="IOException">That is not possible.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not permit it.</exception>
    public void Prepare(string name)
    {
        string directory = Path.Join(path, name);
        if (new DirectoryInfo(directory).LinkTarget is not null)
        {
            // Where it leads is not the folder's: another file system, to which no file can be renamed, or another's.
            throw new IOException($"its directory {name} is a symbolic link");
        }

        Directory.CreateDirectory(directory);
        WholeFile.CheckIn(directory);
        WholeFile.RemoveLeftovers(directory);
    }

    /// <summary>
    /// The files that nobody has written to since the last call, the oldest first, then by name. Behind one that is still
    /// being written there are none: it comes first.
    /// </summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public IReadOnlyList<IncomingFile> FindWritten()
    {
        Dictionary<string, IncomingFile> last = _last;
        _unreachable = [];
        _last = List().ToDictionary(file => file.Name);
        return
        [
            .. _last.Values.OrderBy(file => file.Stamp.Modified).ThenBy(file => file.Name, StringComparer.Ordinal)
                .TakeWhile(file => last.TryGetValue(file.Name, out IncomingFile? before) && before == file),
        ];
    }

    /// <summary>Reads a file; links are not followed.</summary>
    /// <param name="file">The file.</param>
    /// <param name="maxLength">The most bytes that it may have.</param>
    /// <returns>Its bytes; null: it has changed, or is gone.</returns>
    /// <exception cref="IncomingFileException">It cannot be taken.</exception>
    /// <exception cref="IOException">It cannot be read now.</exception>
    public byte[]? Read(IncomingFile file, int maxLength)
    {
        using SafeFileHandle handle = LibC.OpenForReading(PathOf(file), out int error, followLinks: false);
        switch (error)
        {
            case 0:
                break;
            case LibC.ENOENT or LibC.ELOOP:
                return null;
            case LibC.EACCES:
                throw new IncomingFileException("permission denied");
            default:
                throw new IOException($"'{PathOf(file)}'", error);
        }

        if (!LibC.TryStatNow(handle, out FileStatus status) || status.Stamp != file.Stamp)
        {
            return null;
        }

        return status.Size > (ulong)maxLength
            ? throw new IncomingFileException($"{status.Size} bytes, expected at most {maxLength}")
            : ReadWhole(handle, PathOf(file), (int)status.Size);
    }

    /// <summary>Whether a file is there as it was.</summary>
    public bool IsUnchanged(IncomingFile file) =>
        LibC.TryStatLink(PathOf(file), out FileStatus status) && status.Stamp == file.Stamp;

    /// <summary>
    /// Moves a file to a directory of the folder, under its name or, where that is taken, one with a number; what is to
    /// stand beside it is written first.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="to">The name of the directory.</param>
    /// <param name="beside">What stands beside it, under its name and <c>.ack</c>; empty: nothing does.</param>
    /// <returns>Its new name, with that of the directory.</returns>
    /// <exception cref="IOException">That is not possible.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not permit it.</exception>
    public string Move(IncomingFile file, string to, ReadOnlySpan<byte> beside)
    {
        Directory.CreateDirectory(Path.Join(path, to)); // somebody may have tidied up
        string name = FindFreeName(file.Name, to);
        string target = Path.Join(path, name);
        if (!beside.IsEmpty)
        {
            WholeFile.Write(target + BesideEnding, beside);
        }

        File.Move(PathOf(file), target);
        return name;
    }

    // What lies beside may be left of a run that was killed, before it moved the file.
    private string FindFreeName(string name, string to)
    {
        string extension = Path.GetExtension(name);
        string stem = ShortStemOf(Path.GetFileNameWithoutExtension(name), extension);
        for (var i = 1; i < LongestCount; i++)
        {
            string found = Path.Join(to, i == 1 ? stem + extension : $"{stem}-{i}{extension}");
            if (!LibC.Exists(Path.Join(path, found)))
            {
                return found;
            }
        }

        throw new IOException($"{to} has too many files named like {name}");
    }

    // There has to be room for a number, and for what stands beside it.
    private static string ShortStemOf(string stem, string extension)
    {
        int most = LongestName - Encoding.UTF8.GetByteCount($"-{LongestCount}{extension}{BesideEnding}");
        while (Encoding.UTF8.GetByteCount(stem) > most)
        {
            stem = stem[..^1];
        }

        return stem;
    }

    private static byte[]? ReadWhole(SafeFileHandle handle, string path, int length)
    {
        var bytes = new byte[length];
        var count = 0;
        while (count < length)
        {
            int read = LibC.Read(handle, bytes.AsSpan(count), out int error);
            if (read < 0)
            {
                throw new IOException($"'{path}'", error);
            }

            if (read == 0)
            {
                return null; // it has become shorter
            }

            count += read;
        }

        return bytes;
    }

    private IEnumerable<IncomingFile> List()
    {
        foreach (string file in Directory.EnumerateFileSystemEntries(path))
        {
            string name = Path.GetFileName(file);
            if (name[0] == '.' || !name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (LibC.TryStatLink(file, out FileStatus status))
            {
                if (status.IsRegularFile)
                {
                    yield return new IncomingFile(name, status);
                }
            }
            else if (name.Contains('\ufffd', StringComparison.Ordinal))
            {
                _unreachable.Add(name);
            }
        }
    }

    private string PathOf(IncomingFile file) => Path.Join(path, file.Name);
}
