using Microsoft.Win32.SafeHandles;
using WorklistScp.Benchmarks.Data;

namespace WorklistScp.Benchmarks.Soak;

/// <summary>
/// A storage area, and what is in it. To be changed by who has the lock: it keeps writers in this process apart, too.
/// </summary>
internal sealed class SoakArea : IDisposable
{
    private readonly GeneratedArea _directory = new(0);
    private readonly List<(string Path, SoakEntry Entry)> _files = [];
    private readonly int[] _counts = new int[SoakQuery.All.Count];
    private readonly int _usualCount;
    private int _added;

    /// <summary>Makes it.</summary>
    /// <param name="entries">About how many files it has, at any time.</param>
    /// <param name="random">Chooses what they hold.</param>
    public SoakArea(int entries, Random random)
    {
        _usualCount = entries;
        while (_files.Count < entries)
        {
            Add(Choose(random));
        }
    }

    /// <summary>The directory that holds the area.</summary>
    public string Root => _directory.Root;

    /// <summary>The file whose lock keeps others out.</summary>
    public string LockFile => InArea("lockfile");

    /// <summary>The number of matches that each query has now.</summary>
    public int[] CopyCounts() => [.. _counts];

    /// <summary>Adds, removes or changes a file.</summary>
    public void Change(Random random)
    {
        bool isSmall = _files.Count <= _usualCount * 9 / 10;
        bool isLarge = _files.Count > _usualCount * 11 / 10;
        SoakEntry entry = Choose(random);
        int place = random.Next(_files.Count);
        switch (random.Next(4))
        {
            case 0 when !isLarge:
                Add(entry);
                break;
            case 1 when !isSmall:
                Remove(place);
                break;
            case 2:
                WriteInPlace(_files[place].Path, entry.Bytes);
                Put(place, entry);
                break;
            default:
                WriteAndRename(_files[place].Path, entry.Bytes);
                Put(place, entry);
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Dispose();

    private static SoakEntry Choose(Random random) => SoakEntry.All[random.Next(SoakEntry.All.Count)];

    private string InArea(string name) => Path.Join(Root, GeneratedArea.Name, name);

    private void Add(SoakEntry entry)
    {
        string path = InArea($"entry{_added++:D8}.wl");
        WriteAndRename(path, entry.Bytes);
        _files.Add((path, entry));
        Count(entry, 1);
    }

    private void Remove(int place)
    {
        (string path, SoakEntry entry) = _files[place];
        File.Delete(path);
        Count(entry, -1);
        _files[place] = _files[^1];
        _files.RemoveAt(_files.Count - 1);
    }

    private void Put(int place, SoakEntry entry)
    {
        (string path, SoakEntry old) = _files[place];
        Count(old, -1);
        Count(entry, 1);
        _files[place] = (path, entry);
    }

    private void Count(SoakEntry entry, int change)
    {
        for (var query = 0; query < _counts.Length; query++)
        {
            _counts[query] += SoakQuery.All[query].Matches(entry) ? change : 0;
        }
    }

    private static void WriteInPlace(string path, byte[] bytes)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        RandomAccess.Write(file, bytes, 0);
    }

    private static void WriteAndRename(string path, byte[] bytes)
    {
        string other = Path.ChangeExtension(path, ".new");
        File.WriteAllBytes(other, bytes);
        File.Move(other, path, overwrite: true);
    }
}
