using Microsoft.Extensions.Logging;
using WorklistScp.Worklist.Linux;

namespace WorklistScp.Worklist.Catalog;

/// <summary>
/// Tells which files of a directory may have changed since they were last looked at. Not safe for use by several flows
/// at once.
/// </summary>
internal sealed class ChangeTracker(string directory, TimeSpan rescanInterval, ILogger logger, TimeProvider time)
    : IDisposable
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private DirectoryWatch? _watch;
    private FileIdentity _watched;
    private long _lastScan;
    private bool _isKnown;
    private bool _isUnwatchableLogged;

    /// <summary>
    /// The names of all files that may have changed since the last call that was followed by <see cref="Confirm"/>,
    /// other names among them; null: any file may have. Valid until the next call.
    /// </summary>
    /// <exception cref="IOException">The directory cannot be found.</exception>
    public IReadOnlySet<string>? Take()
    {
        bool wasKnown = _isKnown && time.GetElapsedTime(_lastScan) < rescanInterval;
        _isKnown = false;
        _names.Clear();
        // The path may lead to another directory by now.
        FileIdentity current = Identify();
        if (_watch is null || _watched != current || !_watch.TryTake(_names))
        {
            Watch(current);
            return null;
        }

        return wasKnown ? _names : null;
    }

    /// <summary>The files that <see cref="Take"/> named, or all, have been looked at.</summary>
    /// <param name="wereAll">Whether all were.</param>
    public void Confirm(bool wereAll)
    {
        _isKnown = true;
        _lastScan = wereAll ? time.GetTimestamp() : _lastScan;
    }

    /// <summary>Ends the watch.</summary>
    public void Dispose() => _watch?.Dispose();

    private void Watch(FileIdentity current)
    {
        _watch?.Dispose();
        _watch = null;
        if (rescanInterval <= TimeSpan.Zero)
        {
            return;
        }

        if (!LocalFileSystems.Contains(directory))
        {
            LogUnwatchable("its file system is not known to be local");
            return;
        }

        DirectoryWatch? watch = DirectoryWatch.TryOpen(directory, out string problem);
        if (watch is null)
        {
            LogUnwatchable(problem);
        }
        else if (Identify() == current)
        {
            _watch = watch;
            _watched = current;
        }
        else
        {
            watch.Dispose(); // the directory was replaced just now: the next call tries again
        }
    }

    private void LogUnwatchable(string reason)
    {
        if (!_isUnwatchableLogged)
        {
            _isUnwatchableLogged = true;
            WorklistLog.NotWatched(logger, directory, reason);
        }
    }

    private FileIdentity Identify() => LibC.TryStat(directory, out FileStatus status)
        ? status.Identity
        : throw new DirectoryNotFoundException("no such directory");
}
