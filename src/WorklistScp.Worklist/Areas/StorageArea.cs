using Microsoft.Extensions.Logging;
using WorklistScp.Worklist.Catalog;
using WorklistScp.Worklist.Index;

namespace WorklistScp.Worklist.Areas;

/// <summary>A directory of worklist files with a lockfile.</summary>
public sealed class StorageArea : IDisposable
{
    /// <summary>The file that is locked, in the directory.</summary>
    public const string LockFileName = "lockfile";

    private readonly StorageAreaOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly WorklistCatalog _catalog;
    private readonly SemaphoreSlim _refreshing = new(1);

    internal StorageArea(string path, StorageAreaOptions options, ILogger logger, TimeProvider time)
    {
        Path = path;
        _options = options;
        _logger = logger;
        _time = time;
        _catalog = new WorklistCatalog(path, options, logger, time);
    }

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>
    /// Takes the shared lock, brings the picture of the files up to date and releases the lock. Every change that
    /// was finished before the call, or before a writer released the lock, is in the snapshot.
    /// </summary>
    /// <exception cref="StorageAreaException">
    /// There is no lockfile, a writer kept the lock, or the area cannot be read.
    /// </exception>
    public async Task<WorklistSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        using AreaLock? held = await LockAsync(cancellationToken);
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            return await _catalog.RefreshAsync();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageAreaException($"{Path}: {e.Message}", "The storage area cannot be read", e);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Frees what the area uses of the system.</summary>
    public void Dispose()
    {
        _catalog.Dispose();
        _refreshing.Dispose();
    }

    private async Task<AreaLock?> LockAsync(CancellationToken cancellationToken)
    {
        string path = System.IO.Path.Join(Path, LockFileName);
        if (!_options.RequireLockFile && !File.Exists(path))
        {
            WorklistLog.ReadWithoutLock(_logger, Path);
            return null;
        }

        return await AreaLock.AcquireAsync(path, _options.LockTimeout, _time, cancellationToken);
    }
}
