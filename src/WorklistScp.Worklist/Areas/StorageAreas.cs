using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using WorklistScp.Worklist.Catalog;
using WorklistScp.Worklist.Linux;

namespace WorklistScp.Worklist.Areas;

/// <summary>The storage areas: subdirectories of one directory, named by called AE title.</summary>
public sealed class StorageAreas : IDisposable
{
    // So long a file system may be silent before it cannot be told whether there is an area.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan TidyInterval = TimeSpan.FromMinutes(1);

    private readonly string _root;
    private readonly StorageAreaOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly bool _isRootLocal;
    private readonly DirectoryWatches _watches = new();
    private readonly ConcurrentDictionary<string, StorageArea> _areas = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _loading = new(1);

    // Those that hang hold a thread each.
    private readonly SemaphoreSlim _lookUps = new(4);
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
    }

    /// <summary>The names of the subdirectories that can be a called AE title, as they are now, sorted.</summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public IReadOnlyList<string> List() =>
    [
        .. Directory.EnumerateDirectories(_root)
            .Select(path => Path.GetFileName(path))
            .Where(name => AreaName.IsSafe(name))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Begins to read areas beside the queries, each as soon as it is there, and to forget those that are gone.
    /// </summary>
    /// <param name="names">The areas that are there.</param>
    public void StartLoading(IReadOnlyList<string> names)
    {
        Load(names);
        _tidying = _time.CreateTimer(_ => _ = TidyAsync(), null, TidyInterval, TidyInterval);
    }

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
            WorklistLog.RootUnreadable(_logger, e.Message);
            return null;
        }
    }

    /// <summary>
    /// Finds the storage area of a called AE title, leading and trailing spaces aside, letter case counting;
    /// null if there is none. The title is compared with the list of directories and never made part of a path.
    /// </summary>
    /// <exception cref="StorageAreaException">The directory that should hold it cannot be read.</exception>
    public ValueTask<StorageArea?> FindAsync(string calledAETitle, CancellationToken cancellationToken)
    {
        string title = calledAETitle.Trim(' ');
        if (!_areas.TryGetValue(title, out StorageArea? known))
        {
            return AreaName.IsSafe(title) ? LookUpAsync(title, cancellationToken) : default;
        }

        // One that was found before needs no search, only to be there still. If that may keep us waiting, reading it
        // tells.
        if (!_isRootLocal || known.IsLocal || LibC.IsKnownDirectory(known.Path))
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
                : await WithinPatienceAsync(() => KindOf(title), cancellationToken);
            bool isDirectory = kind == DirectoryEntryKind.Unknown
                ? await WithinPatienceAsync(() => LibC.IsDirectory(PathOf(title)), cancellationToken)
                : kind == DirectoryEntryKind.Directory;
            return isDirectory ? _areas.GetOrAdd(title, Open) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            string problem = e is TimeoutException ? "the file system does not answer" : e.Message;
            throw new StorageAreaException($"{_root}: {problem}", "The storage areas cannot be read", e);
        }
    }

    private async Task<T> WithinPatienceAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (!await _lookUps.WaitAsync(Patience, cancellationToken))
        {
            throw new TimeoutException();
        }

        Task<T> running = OwnThreads.RunAsync(work);
        _ = running.ContinueWith(_ => _lookUps.Release(), CancellationToken.None, TaskContinuationOptions.None,
            TaskScheduler.Default);
        return await running.WaitAsync(Patience, cancellationToken);
    }

    // Compares with what is there, which is not touched: it may be of another file system, which does not answer.
    private DirectoryEntryKind KindOf(string title)
    {
        Span<byte> name = stackalloc byte[AreaName.MaxLength];
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
            _ = _areas.GetOrAdd(name, Open).LoadAsync(_loading);
        }
    }

    // New areas are read before somebody asks, and those that are gone are forgotten.
    private async Task TidyAsync()
    {
        try
        {
            IReadOnlyList<string> names = await WithinPatienceAsync(List, CancellationToken.None);
            foreach (string gone in _areas.Keys.Except(names))
            {
                Forget(gone);
            }

            Load(names.Where(name => !_areas.ContainsKey(name)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            WorklistLog.NotTidied(_logger, _root, e.Message);
        }
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
