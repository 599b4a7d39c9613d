using System.Runtime.ExceptionServices;
using System.Text;
using Microsoft.Extensions.Logging;
using WorklistScp.Worklist.Areas;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;
using WorklistScp.Worklist.Linux;

namespace WorklistScp.Worklist.Catalog;

/// <summary>
/// The parsed files of a storage area. A refresh reads only those that changed, and looks at others only when the
/// system does not tell of changes; call it under the area's lock, one call at a time.
/// </summary>
internal sealed class WorklistCatalog(
    string directory, StorageAreaOptions options, ILogger logger, TimeProvider time) : IDisposable
{
    /// <summary>The end of the names of worklist files.</summary>
    public const string Extension = ".wl";
    private const int LongestName = 1024;

    // So many files are worth a second thread.
    private const int ManyFiles = 16;

    private readonly Dictionary<string, CatalogFile> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unwatched = new(StringComparer.Ordinal);
    private readonly ChangeTracker _changes = new(directory, options.RescanInterval, logger, time);
    private readonly FileReader _reader = new(directory, options, logger, time);
    private WorklistSnapshot _snapshot = WorklistSnapshot.Of([]);
    private int _scan;

    /// <summary>
    /// Brings the entries up to date. Where many files are to be looked at, a thread of the pool does it: the caller's
    /// may be one that waits for sockets.
    /// </summary>
    /// <exception cref="IOException">The directory or a file cannot be read for lack of memory or handles.</exception>
    public ValueTask<WorklistSnapshot> RefreshAsync()
    {
        IReadOnlySet<string>? names = _changes.Take();
        return names is null || names.Count > ManyFiles
            ? new ValueTask<WorklistSnapshot>(Task.Run(() => Refresh(names)))
            : ValueTask.FromResult(Refresh(names));
    }

    /// <summary>Looks at files and reads those that have changed.</summary>
    /// <param name="names">The names of those that may have; null: at all.</param>
    internal WorklistSnapshot Refresh(IReadOnlySet<string>? names)
    {
        var gone = new List<string>();
        string[] changed = names is null ? [.. Scan(gone)] : [.. Look(names, gone)];
        Update(changed, Read(changed), gone);
        _changes.Confirm(wereAll: names is null);
        return _snapshot;
    }

    /// <summary>Frees what watches the directory.</summary>
    public void Dispose() => _changes.Dispose();

    // Looks at every file. Nothing is made for one that is as before.
    private HashSet<string> Scan(List<string> gone)
    {
        // Not a list: a directory that changes may list a name twice, and names that are not UTF-8 may look alike.
        var changed = new HashSet<string>(StringComparer.Ordinal);
        var known = _files.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> name = stackalloc char[LongestName];
        _scan++;
        using DirectoryReader reader = DirectoryReader.Open(directory);
        while (reader.MoveNext())
        {
            if (!reader.Name.EndsWith(".wl"u8))
            {
                continue;
            }

            ReadOnlySpan<char> current = name[..Encoding.UTF8.GetChars(reader.Name, name)];
            if (known.TryGetValue(current, out CatalogFile? file))
            {
                file.LastScan = _scan;
            }

            if (file is null || !LibC.TryStat(reader.Handle, reader.TerminatedName, out FileStatus status)
                || !file.IsUnchanged(status.Stamp))
            {
                changed.Add(current.ToString());
            }
        }

        gone.AddRange(_files.Where(file => file.Value.LastScan != _scan).Select(file => file.Key));
        return changed;
    }

    // Looks at the files that may have changed.
    private List<string> Look(IReadOnlySet<string> names, List<string> gone)
    {
        var changed = new List<string>();
        foreach (string name in names)
        {
            Look(name, isSuspect: true, changed, gone);
        }

        foreach (string name in _unwatched)
        {
            if (!names.Contains(name))
            {
                Look(name, isSuspect: false, changed, gone);
            }
        }

        return changed;
    }

    private void Look(string name, bool isSuspect, List<string> changed, List<string> gone)
    {
        if (!name.EndsWith(Extension, StringComparison.Ordinal))
        {
            return;
        }

        CatalogFile? known = _files.GetValueOrDefault(name);
        string path = Path.Join(directory, name);
        bool isThere = LibC.TryStat(path, out FileStatus status);
        if (isThere ? isSuspect || known is null || !known.IsUnchanged(status.Stamp) : LibC.Exists(path))
        {
            changed.Add(name);
        }
        else if (!isThere && known is not null)
        {
            gone.Add(name);
        }
    }

    private CatalogFile[] Read(string[] names)
    {
        var files = new CatalogFile[names.Length];
        if (names.Length < ManyFiles)
        {
            for (var i = 0; i < files.Length; i++)
            {
                files[i] = _reader.Read(names[i], _files.GetValueOrDefault(names[i]));
            }

            return files;
        }

        try
        {
            Parallel.For(
                0, files.Length, i => files[i] = _reader.Read(names[i], _files.GetValueOrDefault(names[i])));
            return files;
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
            throw;
        }
    }

    private void Update(string[] names, CatalogFile[] files, List<string> gone)
    {
        var removed = new List<WorklistEntry>();
        var added = new List<WorklistEntry>();
        for (var i = 0; i < files.Length; i++)
        {
            Replace(names[i], files[i], removed, added);
        }

        foreach (string name in gone)
        {
            Replace(name, null, removed, added);
        }

        if (removed.Count + added.Count > 0)
        {
            _snapshot = _snapshot.With(removed, added);
        }

        if (names.Length + gone.Count > 0)
        {
            WorklistLog.Refreshed(logger, directory, names.Length, _files.Count, _snapshot.Count);
        }
    }

    private void Replace(string name, CatalogFile? file, List<WorklistEntry> removed, List<WorklistEntry> added)
    {
        if (_files.Remove(name, out CatalogFile? known) && known.Entry is not null)
        {
            removed.Add(known.Entry);
        }

        _unwatched.Remove(name);
        if (file is null)
        {
            return;
        }

        _files[name] = file;
        file.LastScan = _scan;
        if (!file.IsWatched)
        {
            _unwatched.Add(name);
        }

        if (file.Entry is not null)
        {
            added.Add(file.Entry);
        }
    }
}
