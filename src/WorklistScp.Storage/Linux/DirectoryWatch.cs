namespace WorklistScp.Storage.Linux;

/// <summary>The watch of one directory: the names of files that something happened to, until they are taken.</summary>
internal sealed class DirectoryWatch : IDisposable
{
    // While nobody asks, names gather. So many are no cheaper to look at than all files of most directories are.
    private const int MaxNames = 16 * 1024;

    private readonly DirectoryWatches _all;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private bool _isLost;

    internal DirectoryWatch(DirectoryWatches all, string directory, int number)
    {
        _all = all;
        Directory = directory;
        Number = number;
    }

    /// <summary>The directory.</summary>
    internal string Directory { get; }

    /// <summary>The kernel's number.</summary>
    internal int Number { get; }

    /// <summary>
    /// Takes all events that there are, and adds the names of the files that they concern. False when not all events
    /// are there, or the watch has ended: any file may have changed, and a new watch is needed.
    /// </summary>
    public bool TryTake(HashSet<string> names) => _all.TryTake(this, names);

    /// <summary>Ends the watch.</summary>
    public void Dispose() => _all.Close(this);

    /// <summary>Is told by all watches of what happened.</summary>
    internal void Tell(string? name, bool isLost)
    {
        _isLost |= isLost || _names.Count == MaxNames;
        if (_isLost)
        {
            _names.Clear();
        }
        else if (name is not null)
        {
            _names.Add(name);
        }
    }

    /// <summary>Gives away what it was told.</summary>
    internal bool TryHandOver(HashSet<string> names)
    {
        names.UnionWith(_names);
        _names.Clear();
        return !_isLost;
    }
}
