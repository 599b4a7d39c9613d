using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using WorklistScp.Worklist.Linux;

namespace WorklistScp.Worklist.Areas;

/// <summary>The storage areas: subdirectories of one directory, named by called AE title.</summary>
public sealed class StorageAreas(string root, StorageAreaOptions options, ILogger logger, TimeProvider time)
    : IDisposable
{
    private readonly ConcurrentDictionary<string, StorageArea> _areas = new(StringComparer.Ordinal);

    /// <summary>The names of the subdirectories that can be a called AE title, as they are now, sorted.</summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public IReadOnlyList<string> List() => [.. Names().Order(StringComparer.Ordinal)];

    /// <summary>
    /// Whether there is a storage area for this called AE title; null when that cannot be told now, which is logged.
    /// </summary>
    public bool? Contains(string calledAETitle)
    {
        try
        {
            return Find(calledAETitle) is not null;
        }
        catch (StorageAreaException e)
        {
            WorklistLog.RootUnreadable(logger, e.Message);
            return null;
        }
    }

    /// <summary>
    /// Finds the storage area of a called AE title, leading and trailing spaces aside, letter case counting;
    /// null if there is none. The title is compared with the list of directories and never made part of a path.
    /// </summary>
    /// <exception cref="StorageAreaException">The directory that should hold it cannot be read.</exception>
    public StorageArea? Find(string calledAETitle)
    {
        string title = calledAETitle.Trim(' ');
        try
        {
            // One that was found before needs no search, only to be there still.
            return _areas.TryGetValue(title, out StorageArea? known) && LibC.IsDirectory(known.Path)
                ? known
                : Names().Where(name => name == title).Select(name => _areas.GetOrAdd(name, Open)).FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageAreaException($"{root}: {e.Message}", "The storage areas cannot be read", e);
        }
    }

    /// <summary>Disposes of the areas.</summary>
    public void Dispose()
    {
        foreach (StorageArea area in _areas.Values)
        {
            area.Dispose();
        }
    }

    private IEnumerable<string> Names() => Directory.EnumerateDirectories(root)
        .Select(path => Path.GetFileName(path))
        .Where(name => AreaName.IsSafe(name));

    private StorageArea Open(string name) => new(Path.Join(root, name), options, logger, time);
}
