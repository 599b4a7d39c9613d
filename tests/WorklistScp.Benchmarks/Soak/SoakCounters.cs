namespace WorklistScp.Benchmarks.Soak;

/// <summary>What has happened so far. Safe for use by several threads at once.</summary>
internal sealed class SoakCounters
{
    private const int MostReported = 20;

    private readonly Lock _lock = new();
    private List<TimeSpan> _times = [];
    private int _changes;
    private int _wrong;
    private int _failures;

    /// <summary>So much went wrong that there is no point in going on.</summary>
    public bool IsHopeless
    {
        get
        {
            lock (_lock)
            {
                return _failures >= 100;
            }
        }
    }

    /// <summary>An answer came.</summary>
    public void AddAnswer(TimeSpan time)
    {
        lock (_lock)
        {
            _times.Add(time);
        }
    }

    /// <summary>Files were changed.</summary>
    public void AddChanges(int count)
    {
        lock (_lock)
        {
            _changes += count;
        }
    }

    /// <summary>An answer was wrong.</summary>
    public void AddWrong(string what)
    {
        lock (_lock)
        {
            Report($"wrong: {what}", ++_wrong);
        }
    }

    /// <summary>There was no answer.</summary>
    public void AddFailure(string what)
    {
        lock (_lock)
        {
            Report($"failed: {what}", ++_failures);
        }
    }

    /// <summary>Takes what came since the last call; wrong answers and failures are those of all time.</summary>
    /// <param name="duration">How long that was.</param>
    /// <param name="memory">The resident memory of the server, in MB.</param>
    public SoakInterval Take(TimeSpan duration, double memory)
    {
        lock (_lock)
        {
            var interval = new SoakInterval(duration, _times, _changes, memory, _wrong, _failures);
            _times = [];
            _changes = 0;
            return interval;
        }
    }

    private static void Report(string what, int number)
    {
        if (number <= MostReported)
        {
            Console.Error.WriteLine(what);
        }
    }
}
