using System.Text;
using Microsoft.Win32.SafeHandles;
using WorklistScp.Worklist.Linux;

namespace WorklistScp.Worklist.Catalog;

/// <summary>Looks at all files of a directory, to find those that are not as they were when they were read.</summary>
internal sealed class DirectoryScan(string directory)
{
    private const int LongestName = 1024;

    private long _progress;

    /// <summary>How many files have been looked at up to now.</summary>
    public long Progress => Interlocked.Read(ref _progress);

    /// <summary>Finds the files that are new, have changed, or are gone.</summary>
    /// <param name="known">What is known of the files.</param>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public ScannedDirectory Compare(FileTable known)
    {
        int scan = known.BeginScan();
        HashSet<string> changed = LocalFileSystems.Contains(directory)
            ? LookInTurn(known, scan)
            : LookAtMany(known, scan);
        return new ScannedDirectory(changed, known.FindMissing(scan));
    }

    /// <summary>How many worklist files there are.</summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public int Count()
    {
        var count = 0;
        using DirectoryReader reader = DirectoryReader.Open(directory);
        while (reader.MoveNext())
        {
            count += reader.Name.EndsWith(".wl"u8) ? 1 : 0;
            Interlocked.Increment(ref _progress);
        }

        return count;
    }

    /// <summary>Gives out their names, some at a time: of a million they would take much memory.</summary>
    /// <param name="atATime">How many.</param>
    /// <param name="take">Takes them; the list is used again.</param>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public void GiveNames(int atATime, Action<List<string>> take)
    {
        var names = new List<string>(atATime);
        using DirectoryReader reader = DirectoryReader.Open(directory);
        while (reader.MoveNext())
        {
            if (reader.Name.EndsWith(".wl"u8))
            {
                names.Add(Encoding.UTF8.GetString(reader.Name));
            }

            if (names.Count == atATime)
            {
                take(names);
                names.Clear();
            }
        }

        take(names);
    }

    // Nothing is made for a file that is as before.
    private HashSet<string> LookInTurn(FileTable known, int scan)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        Span<char> buffer = stackalloc char[LongestName];
        using DirectoryReader reader = DirectoryReader.Open(directory);
        while (reader.MoveNext())
        {
            if (!reader.Name.EndsWith(".wl"u8))
            {
                continue;
            }

            bool isThere = LibC.TryStat(reader.Handle, reader.TerminatedName, out FileStatus status);
            ReadOnlySpan<char> name = buffer[..Encoding.UTF8.GetChars(reader.Name, buffer)];
            if (!known.IsUnchanged(name, scan, isThere ? status.Stamp : null))
            {
                changed.Add(name.ToString());
            }

            Interlocked.Increment(ref _progress);
        }

        return changed;
    }

    // With files of another machine it is the way there that takes its time, and it can be gone many times at once.
    private HashSet<string> LookAtMany(FileTable known, int scan)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        using DirectoryReader reader = DirectoryReader.Open(directory);
        SafeFileHandle handle = reader.Handle;
        List<byte[]> names = ReadNames(reader);
        OwnThreads.ForEach(names.Count, OwnThreads.OfRemoteFiles, i =>
        {
            bool isThere = LibC.TryStatNow(handle, names[i], out FileStatus status);
            string name = Encoding.UTF8.GetString(names[i].AsSpan(..^1));
            if (!known.IsUnchanged(name, scan, isThere ? status.Stamp : null))
            {
                lock (changed)
                {
                    changed.Add(name);
                }
            }

            Interlocked.Increment(ref _progress);
        });
        return changed;
    }

    private List<byte[]> ReadNames(DirectoryReader reader)
    {
        var names = new List<byte[]>();
        while (reader.MoveNext())
        {
            if (reader.Name.EndsWith(".wl"u8))
            {
                names.Add(reader.TerminatedName.ToArray());
            }

            Interlocked.Increment(ref _progress);
        }

        return names;
    }
}
