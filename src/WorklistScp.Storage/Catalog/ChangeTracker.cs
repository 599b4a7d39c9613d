using Microsoft.Extensions.Logging;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Catalog;

/// <summary>
/// Tells which files of a directory may have changed since they were last looked at. Not safe for use by several flows
/// at once, but for <see cref="Suspect"/>.
/// </summary>
internal sealed class ChangeTracker(
    string directory, StorageAreaOptions options, DirectoryWatches watches, ILogger logger, TimeProvider time)
    : IDisposable
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _suspects = new(StringComparer.Ordinal);
    private readonly DirectoryTimes? _times =
        options.Writers == AreaWriters.Rename ? new DirectoryTimes(directory, time) : null;

    private DirectoryWatch? _watch;
    private FileIdentity _watched;
    private long _lastScan;
    private bool _isRemote;
    private bool _isKnown;
    private bool _isUnwatchableLogged;
    private volatile bool _isDisposed;

    /// <summary>Whether there is a watch, of that directory or of the one that was there before.</summary>
    public bool HasWatch => _watch is not null;

    /// <summary>Whether the system tells of changes of the directory that the path leads to now.</summary>
    public bool IsWatching =>
        _watch is not null && LibC.TryStat(directory, out FileStatus status) && status.Identity == _watched;

    /// <summary>
    /// As <see cref="IsWatching"/>, found out without waiting for anybody; false where the path is a link, which may lead
    /// to a file system that hangs.
    /// </summary>
    public bool IsWatchingHere =>
        _watch is not null && LibC.TryStatKnownLink(directory, out FileStatus status) && status.Identity == _watched;

    /// <summary>
    /// The names of all files that may have changed since the last call that was followed by <see cref="Confirm"/>,
    /// other names among them; null: any file may have. Valid until the next call.
    /// </summary>
    /// <exception cref="IOException">The directory cannot be found.</exception>
    public IReadOnlySet<string>? Take()
    {
        // The path may lead to another directory by now.
        FileIdentity current = Identify();
        if (_watched == current && TakeWatched(out IReadOnlySet<string>? names))
        {
            return names;
        }

        bool wasKnown = BeginTaking() && _watch is null && _watched == current;
        Watch(current);
        return _watch is null && _times is not null && !_times.Observe() && wasKnown ? _names : null;
    }

    /// <summary>As <see cref="Take"/>, where <see cref="IsWatchingHere"/> has just been asked.</summary>
    /// <returns>Whether the system has told all; if not, a new watch is needed.</returns>
    public bool TakeWatched(out IReadOnlySet<string>? names)
    {
        names = null;
        if (_watch is null)
        {
            return false;
        }

        bool wasKnown = BeginTaking();
        if (!_watch.TryTake(_names))
        {
            return false;
        }

        names = wasKnown ? _names : null;
        return true;
    }

    /// <summary>The files that <see cref="Take"/> named, or all, have been looked at.</summary>
    /// <param name="wereAll">Whether all were.</param>
    public void Confirm(bool wereAll)
    {
        _isKnown = true;
        if (wereAll)
        {
            _lastScan = time.GetTimestamp();
            _times?.Confirm();
        }
    }

    /// <summary>
    /// The times of directory and lockfile, if these are what they were when all files were looked at last, and all that
    /// tells of changes; else null. Any thread may call.
    /// </summary>
    public DirectoryStamps? TimesLookedAt() => _watch is null ? _times?.LookedAt() : null;

    /// <summary>The files that <see cref="Take"/> named have not been looked at: it names them again.</summary>
    public void PutBack()
    {
        Suspect(_names);
        _isKnown = true;
    }

    /// <summary>Has files looked at that may have changed. Any thread may call.</summary>
    public void Suspect(IEnumerable<string> names)
    {
        lock (_suspects)
        {
            _suspects.UnionWith(names);
        }
    }

    /// <summary>Whether a file is to be looked at by the next refresh. Any thread may call.</summary>
    public bool IsSuspect(string name)
    {
        lock (_suspects)
        {
            return _suspects.Contains(name);
        }
    }

    /// <summary>Ends the watch.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _watch?.Dispose();
    }

    // Whether all files but those that are told of from now on are known.
    private bool BeginTaking()
    {
        bool isKnown = _isKnown && !(time.GetElapsedTime(_lastScan) >= options.RescanInterval);
        _isKnown = false;
        _names.Clear();
        TakeSuspects();
        return isKnown;
    }

    private void TakeSuspects()
    {
        lock (_suspects)
        {
            _names.UnionWith(_suspects);
            _suspects.Clear();
        }
    }

    private void Watch(FileIdentity current)
    {
        _watch?.Dispose();
        _watch = null;
        bool isSame = _watched == current;
        _watched = current;
        if (isSame && _isRemote)
        {
            return;
        }

        if (options.RescanInterval <= TimeSpan.Zero || _isDisposed)
        {
            return;
        }

        _isRemote = !LocalFileSystems.Contains(directory);
        if (_isRemote)
        {
            LogUnwatchable(LogLevel.Information, "its file system is not known to be local");
            return;
        }

        DirectoryWatch? watch = watches.TryOpen(directory, out string problem);
        if (watch is null)
        {
            LogUnwatchable(LogLevel.Warning, problem);
        }
        else if (Identify() == current)
        {
            _watch = watch;
        }
        else
        {
            watch.Dispose(); // the directory was replaced just now: the next call tries again
        }
    }

    private void LogUnwatchable(LogLevel levelWithTimes, string reason)
    {
        if (_isUnwatchableLogged)
        {
            return;
        }

        _isUnwatchableLogged = true;
        if (_times is null)
        {
            StorageLog.NotWatched(logger, directory, reason);
        }
        else
        {
            StorageLog.TimesWatched(logger, levelWithTimes, directory, reason);
        }
    }

    private FileIdentity Identify() => LibC.TryStat(directory, out FileStatus status)
        ? status.Identity
        : throw new DirectoryNotFoundException("no such directory");
}
