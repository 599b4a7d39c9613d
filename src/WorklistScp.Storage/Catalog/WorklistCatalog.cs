using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using WorklistScp.Storage.Linux;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;

namespace WorklistScp.Storage.Catalog;

/// <summary>
/// The parsed files of a storage area. A refresh reads only those that changed, and looks at others only when the
/// system does not tell of changes; call it under the area's lock, one call at a time.
/// </summary>
internal sealed class WorklistCatalog(
    string directory, StorageAreaOptions options, DirectoryWatches watches, ILogger logger, TimeProvider time)
    : IDisposable
{
    /// <summary>The end of the names of worklist files.</summary>
    public const string Extension = ".wl";

    // So many files are worth a second thread.
    private const int ManyFiles = 16;

    private const int LoadedAtATime = 4096;

    // Of so many entries, queries find those that can match by index, and decode their values each time.
    private const int MostDecoded = 200_000;

    private readonly FileTable _files = new();
    private readonly HashSet<string> _unwatched = new(StringComparer.Ordinal);
    private readonly ChangeTracker _changes = new(directory, options, watches, logger, time);
    private readonly FileReader _reader = new(directory, options, logger, time);
    private readonly DirectoryScan _scan = new(directory);
    private readonly Dictionary<string, CatalogFile> _unreported = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileFinding> _findings = new(StringComparer.Ordinal);
    private FileFinding[]? _listed = []; // null: they have changed since they were listed
    private AreaSnapshot _snapshot = new(WorklistSnapshot.Of([]), []);
    private EntryKeys? _keys;
    private int _links;
    private bool _areMany;

    /// <summary>
    /// Whether the system tells of changes, and nothing but this machine is needed to look at a file. It is found out
    /// without waiting for anybody.
    /// </summary>
    public bool IsLocal => _links == 0 && _changes.IsWatchingHere;

    /// <summary>
    /// Whether a change may escape the queries, so that all files are to be looked at beside them. To find out may take
    /// as long as to look at a file.
    /// </summary>
    public bool NeedsScans => _changes.IsWatching || options.Writers == AreaWriters.Rename;

    /// <summary>The entries as they were at the last refresh. For the flow that refreshes.</summary>
    public WorklistSnapshot Snapshot => _snapshot.Worklist;

    /// <summary>What there was at the last refresh. Any thread may ask.</summary>
    public AreaSnapshot Latest => Volatile.Read(ref _snapshot);

    /// <summary>Another object whenever a refresh has found that files have changed. For the flow that refreshes.</summary>
    public object Version => _snapshot;

    /// <summary>
    /// The entries, and the same by their keys, kept in step from the first call on. For the flow that refreshes; what it is
    /// given may be asked by any, and the keys may have gone on then.
    /// </summary>
    public KnownEntries Known =>
        new(_snapshot.Worklist, _keys ??= KeysOf(_snapshot.Worklist.Entries));

    /// <summary>How many files have been looked at up to now: it grows as long as the file system answers.</summary>
    public long Progress => _scan.Progress + _reader.Progress;

    /// <summary>
    /// Brings the entries up to date if that takes no long time; else false, and nothing is changed. To be called where
    /// <see cref="IsLocal"/>.
    /// </summary>
    /// <exception cref="IOException">The directory or a file cannot be read for lack of memory or handles.</exception>
    public bool TryRefreshFew([NotNullWhen(true)] out AreaSnapshot? snapshot)
    {
        snapshot = null;
        if (!_changes.TakeWatched(out IReadOnlySet<string>? names) || names is null)
        {
            return false;
        }

        int files = names.Count + _unwatched.Count;
        if (files > ManyFiles || !_snapshot.Worklist.IsQuickWith(2 * files) || names.Any(MayLeadElsewhere))
        {
            _changes.PutBack();
            return false;
        }

        snapshot = Refresh(names);
        return true;
    }

    /// <summary>Brings the entries up to date, however long that takes.</summary>
    /// <exception cref="IOException">The directory or a file cannot be read for lack of memory or handles.</exception>
    public AreaSnapshot Refresh() => Refresh(_changes.Take());

    /// <summary>
    /// Looks at all files, if the system has not told all that happened to them but does so from now on: without the
    /// area's lock, so that the refresh, which needs it, has only those left that seem to have changed.
    /// </summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public void CatchUp()
    {
        if (!_changes.HasWatch)
        {
            return;
        }

        if (_changes.Take() is not null)
        {
            _changes.PutBack();
        }
        else if (_changes.IsWatching)
        {
            Scan();
            _changes.Confirm(wereAll: true);
        }
    }

    /// <summary>
    /// Reads all files for the first time, before the first refresh, without the area's lock: the refresh looks again
    /// at those that change meanwhile.
    /// </summary>
    /// <exception cref="IOException">The directory or a file cannot be read.</exception>
    public void Load()
    {
        Forget(); // what a reading has left that failed half way
        _changes.Take(); // from here on, the system tells of changes
        int count = _scan.Count();
        var entries = new List<WorklistEntry>(count);
        _files.Reserve(count);
        _areMany = count > MostDecoded;
        _scan.GiveNames(LoadedAtATime, names => Load(names, entries));
        _snapshot = new AreaSnapshot(WorklistSnapshot.Of(entries), _listed ??= [.. _findings.Values]);
        _snapshot.Worklist.PrepareIndexes();
        _changes.Confirm(wereAll: true);
        StorageLog.Refreshed(logger, directory, _files.Count, _files.Count, _snapshot.Worklist.Count);
    }

    /// <summary>
    /// Looks at all files, beside the refreshes and without the area's lock: the next refresh looks again at those that
    /// seem to have changed. Any thread may call.
    /// </summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public void Scan()
    {
        ScannedDirectory scanned = LookAtAll();
        _changes.Suspect(scanned.Changed);
        _changes.Suspect(scanned.Missing);
    }

    /// <summary>Looks at files and reads those that have changed.</summary>
    /// <param name="names">The names of those that may have; null: at all.</param>
    internal AreaSnapshot Refresh(IReadOnlySet<string>? names)
    {
        ScannedDirectory looked = names is null ? LookAtAll() : Look(names);
        string[] changed = [.. looked.Changed];
        CatalogFile[] files = Read(changed);
        Report(changed, files, looked.Missing);
        Update(changed, files, looked.Missing);
        _changes.Confirm(wereAll: names is null);
        return _snapshot;
    }

    /// <summary>Frees what watches the directory.</summary>
    public void Dispose() => _changes.Dispose();

    private void Load(List<string> names, List<WorklistEntry> entries)
    {
        // A directory that changes may list a name twice, and names that are not UTF-8 may look alike.
        string[] unread = [.. names.Distinct(StringComparer.Ordinal).Where(name => _files.Find(name) is null)];
        CatalogFile[] files = Read(unread);
        for (var i = 0; i < unread.Length; i++)
        {
            Replace(unread[i], files[i], [], entries);
            if (files[i].Finding is not null)
            {
                _unreported.Add(unread[i], files[i]);
            }
        }
    }

    private static EntryKeys KeysOf(IEnumerable<WorklistEntry> entries)
    {
        var keys = new EntryKeys();
        foreach (WorklistEntry entry in entries)
        {
            keys.Add(entry);
        }

        return keys;
    }

    private void Forget()
    {
        _keys = null;
        _files.Clear();
        _unwatched.Clear();
        _unreported.Clear();
        _findings.Clear();
        _listed = null;
        _links = 0;
    }

    // A link may lead to a file of another machine.
    private bool MayLeadElsewhere(string name) =>
        LibC.TryStatLink(Path.Join(directory, name), out FileStatus status) && !status.IsRegularFile;

    // What a scan beside the queries has found, and said, it finds again until a query has read the file.
    private ScannedDirectory LookAtAll()
    {
        DirectoryStamps? before = _changes.TimesLookedAt();
        ScannedDirectory looked = _scan.Compare(_files);
        if (before is not null && _changes.TimesLookedAt() == before
            && looked.Changed.FirstOrDefault(name => _files.IsSettled(name) && !_changes.IsSuspect(name)) is { } file)
        {
            StorageLog.PromiseBroken(logger, directory, PrintableText.Of(file));
        }

        return looked;
    }

    // Looks at the files that may have changed.
    private ScannedDirectory Look(IReadOnlySet<string> names)
    {
        var looked = new ScannedDirectory(new HashSet<string>(StringComparer.Ordinal), []);
        foreach (string name in names)
        {
            Look(name, isSuspect: true, looked);
        }

        foreach (string name in _unwatched)
        {
            if (!names.Contains(name))
            {
                Look(name, isSuspect: false, looked);
            }
        }

        return looked;
    }

    private void Look(string name, bool isSuspect, ScannedDirectory looked)
    {
        if (!name.EndsWith(Extension, StringComparison.Ordinal))
        {
            return;
        }

        CatalogFile? known = _files.Find(name);
        string path = Path.Join(directory, name);
        bool isThere = LibC.TryStatNow(path, out FileStatus status);
        if (isThere ? isSuspect || known is null || !known.IsUnchanged(status.Stamp) : LibC.Exists(path))
        {
            looked.Changed.Add(name);
        }
        else if (!isThere && known is not null)
        {
            looked.Missing.Add(name);
        }
    }

    private CatalogFile[] Read(string[] names)
    {
        var files = new CatalogFile[names.Length];
        bool isLocal = _changes.IsWatching || LocalFileSystems.Contains(directory);
        int threads = names.Length < ManyFiles ? 1 : isLocal ? OwnThreads.OfLocalFiles : OwnThreads.OfRemoteFiles;
        OwnThreads.ForEach(names.Length, threads, i => files[i] = _reader.Read(names[i], isLocal, _areMany));
        return files;
    }

    // What was wrong when nobody held the lock may have been half written: only what stayed so is said.
    private void Report(string[] names, CatalogFile[] files, List<string> gone)
    {
        gone.ForEach(name => _unreported.Remove(name));
        for (var i = 0; i < names.Length; i++)
        {
            bool wasReported = !_unreported.Remove(names[i]);
            _reader.ReportNews(names[i], files[i], wasReported ? _files.Find(names[i]) : null);
        }

        foreach ((string name, CatalogFile file) in _unreported)
        {
            _reader.ReportNews(name, file, known: null);
        }

        _unreported.Clear();
    }

    private void Update(string[] names, CatalogFile[] files, List<string> gone)
    {
        var removed = new List<WorklistEntry>();
        var added = new List<WorklistEntry>();
        if (names.Length > ManyFiles)
        {
            _files.Reserve(names.Length);
        }

        for (var i = 0; i < files.Length; i++)
        {
            Replace(names[i], files[i], removed, added);
        }

        foreach (string name in gone)
        {
            Replace(name, null, removed, added);
        }

        if (names.Length + gone.Count > 0)
        {
            WorklistSnapshot before = _snapshot.Worklist;
            _snapshot = new AreaSnapshot(
                removed.Count + added.Count > 0 ? before.With(removed, added) : before, _listed ??= [.. _findings.Values]);
            removed.ForEach(entry => _keys?.Remove(entry));
            added.ForEach(entry => _keys?.Add(entry));
            StorageLog.Refreshed(logger, directory, names.Length, _files.Count, _snapshot.Worklist.Count);
        }
    }

    private void Replace(string name, CatalogFile? file, List<WorklistEntry> removed, List<WorklistEntry> added)
    {
        if (_files.Remove(name, out CatalogFile? known) && known.Entry is not null)
        {
            removed.Add(known.Entry);
        }

        if (known?.Finding is not null)
        {
            _findings.Remove(name);
            _listed = null;
        }

        _links += (file is { IsLink: true } ? 1 : 0) - (known is { IsLink: true } ? 1 : 0);
        _unwatched.Remove(name);
        if (file is null)
        {
            return;
        }

        _files.Add(name, file);
        if (file.Finding is not null)
        {
            _findings.Add(name, file.Finding);
            _listed = null;
        }

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

/// <summary>What a catalog knows of its entries.</summary>
/// <param name="Snapshot">The entries.</param>
/// <param name="Keys">The same by their keys.</param>
internal sealed record KnownEntries(WorklistSnapshot Snapshot, EntryKeys Keys);
