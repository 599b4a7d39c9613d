using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Areas;

/// <summary>The storage areas: subdirectories of one directory, named by called AE title.</summary>
public sealed class StorageAreas : IDisposable
{
    // So long a file system may be silent before it cannot be told whether there is an area.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // So long a list waits for what links lead to.
    private static readonly TimeSpan LinkPatience = TimeSpan.FromSeconds(1);

    private const int MostLeftOutNamed = 10;

    private static readonly TimeSpan TidyInterval = TimeSpan.FromMinutes(1);

    private readonly string _root;
    private readonly StorageAreaOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly bool _isRootLocal;
    private readonly DirectoryWatches _watches;
    private readonly ConcurrentDictionary<string, StorageArea> _areas = new(StringComparer.Ordinal);

    // More at once on this machine are no faster.
    private readonly SemaphoreSlim _loadingLocal = new(1);
    private readonly SemaphoreSlim _loadingRemote = new(4);

    // Those that hang hold a thread each: so many of the root directory, and one of each link in it.
    private readonly SemaphoreSlim _lookUps = new(4);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _links = new(StringComparer.Ordinal);
    private ITimer? _tidying;

    /// <summary>Makes the areas; nothing is read yet.</summary>
    /// <param name="root">The directory.</param>
    /// <param name="options">How areas are read.</param>
    /// <param name="logger">Receives the events 2000 to 2999.</param>
    /// <param name="time">The clock.</param>
    public StorageAreas(string root, StorageAreaOptions options, ILogger logger, TimeProvider time)
    {
        _root = root;
        _options = options;
        _logger = logger;
        _time = time;
        _isRootLocal = LocalFileSystems.Contains(root);
        _watches = new DirectoryWatches(time);
    }

    /// <summary>The names of the areas that were found lately, without looking for new ones.</summary>
    public IEnumerable<string> KnownNames => _areas.Keys;

    /// <summary>The areas that were found lately and have been looked at, each as it was then; nothing is read.</summary>
    public IEnumerable<(string Name, AreaSnapshot Snapshot)> Latest =>
        from area in _areas
        let snapshot = area.Value.Latest
        where snapshot is not null
        select (area.Key, snapshot);

    /// <summary>
    /// The names of the subdirectories that can be a called AE title, as they are now, sorted; links too that lead to a
    /// file system that does not answer.
    /// </summary>
    /// <exception cref="StorageAreaException">The directory cannot be read.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, DirectoryEntryKind>> found;
        try
        {
            found = _isRootLocal ? List() : await WithinPatienceAsync(_lookUps, Patience, List, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw Unreadable(e);
        }

        bool[] areDirectories = await Task.WhenAll(found.Select(async entry =>
        {
            try
            {
                return await IsDirectoryAsync(entry.Key, entry.Value, LinkPatience, cancellationToken);
            }
            catch (TimeoutException)
            {
                return true;
            }
        }));
        return
        [
            .. found.Where((_, i) => areDirectories[i]).Select(entry => entry.Key).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Begins to read areas beside the queries, each as soon as it is there, and to forget those that are gone. Names
    /// the directories that are none.
    /// </summary>
    /// <param name="names">The areas that are there.</param>
    public void StartLoading(IReadOnlyList<string> names)
    {
        Load(names);
        _ = OwnThreads.RunAsync(NameLeftOut);
        _tidying = _time.CreateTimer(_ => _ = TidyAsync(), null, TidyInterval, TidyInterval);
    }

    /// <summary>Whether an area of this name was found lately, without looking for it.</summary>
    public bool IsKnown(string name) => _areas.ContainsKey(name);

    /// <summary>
    /// Whether there is a storage area for this called AE title; null when that cannot be told now, which is logged.
    /// </summary>
    public async ValueTask<bool?> ContainsAsync(string calledAETitle, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(calledAETitle, cancellationToken) is not null;
        }
        catch (StorageAreaException e)
        {
            StorageLog.RootUnreadable(_logger, e.Message);
            return null;
        }
    }

    /// <summary>
    /// Finds the storage area of a called AE title without spaces around it, letter case counting; null if there is
    /// none. The title is compared with the list of directories and never made part of a path. An area that was found
    /// before is known by its name at once, and is found anew if it is gone or replaced.
    /// </summary>
    /// <exception cref="StorageAreaException">The directory that should hold it cannot be read.</exception>
    public ValueTask<StorageArea?> FindAsync(string title, CancellationToken cancellationToken)
    {
        if (!_areas.TryGetValue(title, out StorageArea? known))
        {
            return AreaName.IsSafe(title) ? LookUpAsync(title, cancellationToken) : default;
        }

        // One that was found before needs no search, only to be there still. If that may keep us waiting, reading it
        // tells.
        if (!_isRootLocal || known.IsLocal || IsThere(known.Path))
        {
            return ValueTask.FromResult<StorageArea?>(known);
        }

        Forget(title);
        return LookUpAsync(title, cancellationToken);
    }

    /// <summary>Disposes of the areas.</summary>
    public void Dispose()
    {
        _tidying?.Dispose();
        foreach (StorageArea area in _areas.Values)
        {
            area.Dispose();
        }

        _watches.Dispose();
    }

    private async ValueTask<StorageArea?> LookUpAsync(string title, CancellationToken cancellationToken)
    {
        try
        {
            DirectoryEntryKind kind = _isRootLocal
                ? KindOf(title)
                : await WithinPatienceAsync(_lookUps, Patience, () => KindOf(title), cancellationToken);
            bool isDirectory = await IsDirectoryAsync(title, kind, Patience, cancellationToken);
            return isDirectory ? _areas.GetOrAdd(title, Open) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw Unreadable(e);
        }
    }

    private StorageAreaException Unreadable(Exception e)
    {
        string problem = e is TimeoutException ? "the file system does not answer" : e.Message;
        return new StorageAreaException($"{_root}: {problem}", "The storage areas cannot be read", e);
    }

    // A link is there even where what it leads to may keep us waiting.
    private static bool IsThere(string path) =>
        LibC.TryStatKnownLink(path, out FileStatus status) && (status.IsDirectory || status.IsLink);

    private async ValueTask<bool> IsDirectoryAsync(
        string name, DirectoryEntryKind kind, TimeSpan patience, CancellationToken cancellationToken) =>
        kind == DirectoryEntryKind.Directory
        || (kind == DirectoryEntryKind.Unknown && await WithinPatienceAsync(
            _links.GetOrAdd(name, _ => new SemaphoreSlim(1)), patience, () => LibC.IsDirectory(PathOf(name)),
            cancellationToken));

    private static async Task<T> WithinPatienceAsync<T>(
        SemaphoreSlim places, TimeSpan patience, Func<T> work, CancellationToken cancellationToken)
    {
        if (!await places.WaitAsync(patience, cancellationToken))
        {
            throw new TimeoutException();
        }

        Task<T> running = OwnThreads.RunAsync(work);
        _ = running.ContinueWith(_ => places.Release(), CancellationToken.None, TaskContinuationOptions.None,
            TaskScheduler.Default);
        return await running.WaitAsync(patience, cancellationToken);
    }

    private List<KeyValuePair<string, DirectoryEntryKind>> List()
    {
        var found = new List<KeyValuePair<string, DirectoryEntryKind>>();
        using DirectoryReader reader = DirectoryReader.Open(_root);
        while (reader.MoveNext())
        {
            string name = Encoding.UTF8.GetString(reader.Name);
            if (reader.Kind != DirectoryEntryKind.Other && AreaName.IsSafe(name))
            {
                found.Add(new(name, reader.Kind));
            }
        }

        return found;
    }

    // Compares with what is there, which is not touched: it may be of another file system, which does not answer.
    private DirectoryEntryKind KindOf(string title)
    {
        Span<byte> name = stackalloc byte[AETitle.MaxLength];
        ReadOnlySpan<byte> asked = name[..Encoding.ASCII.GetBytes(title, name)];
        using DirectoryReader reader = DirectoryReader.Open(_root);
        while (reader.MoveNext())
        {
            if (reader.Name.SequenceEqual(asked))
            {
                return reader.Kind;
            }
        }

        return DirectoryEntryKind.Other;
    }

    private void Load(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            _ = _areas.GetOrAdd(name, Open).LoadAsync(_loadingLocal, _loadingRemote);
        }
    }

    // New areas are read before somebody asks, and those that are gone are forgotten.
    private async Task TidyAsync()
    {
        try
        {
            IReadOnlyList<string> names = await ListAsync(CancellationToken.None);
            foreach (string gone in _areas.Keys.Except(names))
            {
                Forget(gone);
            }

            Load(names.Where(name => !_areas.ContainsKey(name)));
        }
        catch (StorageAreaException e)
        {
            StorageLog.NotTidied(_logger, _root, e.Message);
        }
    }

    // Beside the queries, since it may hang.
    private bool NameLeftOut()
    {
        try
        {
            IReadOnlyList<LeftOutDirectory> all = LeftOutDirectory.Find(_root, _options.RequireLockFile);
            foreach (LeftOutDirectory each in all.Take(MostLeftOutNamed))
            {
                StorageLog.LeftOut(_logger, PrintableText.Of(each.Path), PrintableText.Of(each.Reason));
            }

            if (all.Count > MostLeftOutNamed)
            {
                StorageLog.MoreLeftOut(_logger, _root, all.Count - MostLeftOutNamed);
            }
        }
        catch (IOException e)
        {
            StorageLog.NotTidied(_logger, _root, e.Message);
        }

        return true;
    }

    private void Forget(string name)
    {
        if (_areas.TryRemove(name, out StorageArea? gone))
        {
            gone.Dispose();
        }
    }

    private string PathOf(string name) => Path.Join(_root, name);

    private StorageArea Open(string name) => new(PathOf(name), _options, _watches, _logger, _time);
}
