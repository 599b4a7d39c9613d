namespace WorklistScp.Benchmarks.Soak;

/// <summary>
/// What each query had to be answered with, for each state of the files that a writer left behind. Safe for use by
/// several threads at once.
/// </summary>
internal sealed class VersionLog
{
    // Many more than come while one query is answered.
    private const int Capacity = 1 << 16;

    private readonly Lock _lock = new();
    private readonly int[][] _counts = new int[Capacity][];
    private long _last = -1;
    private long _lastReleased = -1;

    /// <summary>The last state whose writer had released the lock: who asks now must see it, or a later one.</summary>
    public long LastReleased
    {
        get
        {
            lock (_lock)
            {
                return _lastReleased;
            }
        }
    }

    /// <summary>Adds a state; to be called just before the writer releases the lock.</summary>
    /// <param name="counts">The number of matches of each query.</param>
    /// <returns>The number of the state.</returns>
    public long Add(int[] counts)
    {
        lock (_lock)
        {
            _last++;
            _counts[_last % Capacity] = counts;
            return _last;
        }
    }

    /// <summary>The writer of a state has released the lock.</summary>
    public void Release(long state)
    {
        lock (_lock)
        {
            _lastReleased = Math.Max(_lastReleased, state);
        }
    }

    /// <summary>Checks an answer that came just now.</summary>
    /// <param name="query">The place of the query in the counts.</param>
    /// <param name="matches">The number of matches.</param>
    /// <param name="since">What <see cref="LastReleased"/> was before the query was sent.</param>
    /// <returns>The numbers that would have been right; null if the answer is.</returns>
    /// <exception cref="BenchmarkException">The answer took so long that they are forgotten.</exception>
    public IReadOnlyList<int>? FindExpected(int query, int matches, long since)
    {
        lock (_lock)
        {
            if (_last - since >= Capacity)
            {
                throw new BenchmarkException($"more than {Capacity} changes while one query was answered");
            }

            var expected = new List<int>();
            for (long state = since; state <= _last; state++)
            {
                expected.Add(_counts[state % Capacity][query]);
            }

            return expected.Contains(matches) ? null : expected;
        }
    }
}
