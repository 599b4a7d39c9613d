using System.Diagnostics.CodeAnalysis;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Catalog;

/// <summary>
/// What is known of the files of a directory, by name. One flow changes it; a scan of the directory may compare it
/// beside that.
/// </summary>
internal sealed class FileTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CatalogFile> _files = new(StringComparer.Ordinal);
    private int _scan;

    /// <summary>How many files there are.</summary>
    public int Count => _files.Count;

    /// <summary>What is known of a file; null: nothing. For the flow that changes the table.</summary>
    public CatalogFile? Find(string name) => _files.GetValueOrDefault(name);

    /// <summary>Takes out what is known of a file.</summary>
    public bool Remove(string name, [NotNullWhen(true)] out CatalogFile? known)
    {
        lock (_gate)
        {
            return _files.Remove(name, out known);
        }
    }

    /// <summary>Puts in what is known of a file.</summary>
    public void Add(string name, CatalogFile file)
    {
        lock (_gate)
        {
            file.LastScan = _scan;
            _files.Add(name, file);
        }
    }

    /// <summary>Takes out all.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _files.Clear();
        }
    }

    /// <summary>Makes room at once for what will be put in.</summary>
    public void Reserve(int count)
    {
        lock (_gate)
        {
            _files.EnsureCapacity(_files.Count + count);
        }
    }

    /// <summary>Begins a scan of the directory.</summary>
    /// <returns>Its number.</returns>
    public int BeginScan()
    {
        lock (_gate)
        {
            return ++_scan;
        }
    }

    /// <summary>A scan has met a file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="scan">The number of the scan.</param>
    /// <param name="stamp">What it is like now; null: that could not be told.</param>
    /// <returns>Whether it is known to be as it was when it was read.</returns>
    public bool IsUnchanged(ReadOnlySpan<char> name, int scan, FileStamp? stamp)
    {
        lock (_gate)
        {
            if (!_files.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out CatalogFile? file))
            {
                return false;
            }

            file.LastScan = Math.Max(file.LastScan, scan); // another scan, begun later, may have been here before
            return stamp is { } now && file.IsUnchanged(now);
        }
    }

    /// <summary>Whether a file was read, and any later change shows. Any thread may call.</summary>
    public bool IsSettled(string name)
    {
        lock (_gate)
        {
            return _files.TryGetValue(name, out CatalogFile? file) && file.IsSettled && file.Stamp != default;
        }
    }

    /// <summary>The names of known files that a scan has not met.</summary>
    public List<string> FindMissing(int scan)
    {
        lock (_gate)
        {
            return [.. _files.Where(file => file.Value.LastScan < scan).Select(file => file.Key)];
        }
    }
}
