using System.Text;
using Microsoft.Win32.SafeHandles;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Catalog;

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
            : LookBehindTheList(known, scan);
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

    // Over a network what the kernel remembers of a file may be out of date. It is asked for each, many at once, since it
    // is the way there that takes the time; but not where the list of the directory has just brought it along.
    private HashSet<string> LookBehindTheList(FileTable known, int scan)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        using DirectoryReader reader = DirectoryReader.Open(directory);
        SafeFileHandle handle = reader.Handle;
        bool hasStatus = ListBringsStatus(handle);
        List<byte[]> names = ReadNames(reader);
        OwnThreads.ForEach(names.Count, hasStatus ? 1 : OwnThreads.OfRemoteFiles, i =>
        {
            bool isThere = hasStatus
                ? LibC.TryStat(handle, names[i], out FileStatus status)
                : LibC.TryStatNow(handle, names[i], out status);
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

    // GlusterFS answers a list with the status of each file, which the kernel keeps for a second: a request for each
    // file costs thirty times as much.
    private static bool ListBringsStatus(SafeFileHandle directory) =>
        LibC.TryStat(directory, out FileStatus status) && MountTable.TypeOf(status.DeviceNumber) == "fuse.glusterfs";

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
