namespace WorklistScp.Storage.Areas;

/// <summary>Those that wait for the same picture of a storage area. Any thread may call.</summary>
internal sealed class WaitingReaders
{
    private readonly Lock _gate = new();
    private readonly List<Reader> _readers = [];
    private long _came;
    private bool _isClosed;

    /// <summary>How many have come up to now.</summary>
    public long Came
    {
        get
        {
            lock (_gate)
            {
                return _came;
            }
        }
    }

    /// <summary>Lets one more wait, unless what the others will get may be too old for it.</summary>
    /// <param name="deadline">Until when it waits while somebody else holds the lock, by the clock of the area.</param>
    /// <param name="cancellationToken">Ends its wait.</param>
    public Task<AreaSnapshot>? TryAdd(long deadline, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return null;
            }

            var reader = new Reader(++_came, deadline, cancellationToken);
            _readers.Add(reader);
            return reader.Source.Task;
        }
    }

    /// <summary>One waits no longer.</summary>
    public void Leave(Task<AreaSnapshot> reading)
    {
        lock (_gate)
        {
            _readers.RemoveAll(reader => reader.Source.Task == reading);
        }
    }

    /// <summary>Lets go those that are late or have given up; nobody comes once none is left.</summary>
    /// <returns>Whether some are left.</returns>
    public bool DropLate(long now, Func<StorageAreaException> problem)
    {
        lock (_gate)
        {
            foreach (Reader reader in _readers.Where(reader => now >= reader.Deadline))
            {
                reader.Source.TrySetException(problem());
            }

            _readers.RemoveAll(reader => now >= reader.Deadline || reader.CancellationToken.IsCancellationRequested);
            _isClosed |= _readers.Count == 0;
            return _readers.Count > 0;
        }
    }

    /// <summary>Files are read from now on: who comes later waits for the next picture.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }
    }

    /// <summary>Gives them the picture.</summary>
    public void Complete(AreaSnapshot snapshot)
    {
        lock (_gate)
        {
            _readers.ForEach(reader => reader.Source.TrySetResult(snapshot));
            _readers.Clear();
        }
    }

    /// <summary>Tells those why there is none who had come when what failed was begun.</summary>
    /// <param name="came">How many had come up to then.</param>
    /// <param name="problem">Why.</param>
    /// <returns>Whether others are left.</returns>
    public bool Fail(long came, Exception problem)
    {
        lock (_gate)
        {
            _readers.FindAll(reader => reader.Number <= came).ForEach(reader => reader.Source.TrySetException(problem));
            _readers.RemoveAll(reader => reader.Number <= came);
            _isClosed |= _readers.Count == 0;
            return _readers.Count > 0;
        }
    }

    private sealed record Reader(long Number, long Deadline, CancellationToken CancellationToken)
    {
        public TaskCompletionSource<AreaSnapshot> Source { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
