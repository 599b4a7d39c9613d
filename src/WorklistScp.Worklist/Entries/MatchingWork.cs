namespace WorklistScp.Worklist.Entries;

/// <summary>
/// What matching takes, counted in steps of some nanoseconds. Neither a crafted query nor a crafted entry is to keep
/// others waiting: an entry is left in the midst of it when time is up, and may be matched again.
/// </summary>
/// <param name="isTimeUp">Whether it is; asked from time to time.</param>
/// <param name="cancellationToken">Ends matching, whatever the entry.</param>
public sealed class MatchingWork(Func<bool> isTimeUp, CancellationToken cancellationToken)
{
    // A hundred times what ordinary entries take of queries with as many values as there may be.
    private const long MaxStepsOfEntry = 10_000_000;

    // So that looking at the clock costs next to nothing.
    private const long StepsPerLook = 2_000;

    private long _granted;
    private long _left;
    private long _startOfEntry;
    private bool _mindsTime;

    /// <summary>Whether the last entry was left before it was known whether it matches.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether an entry took more than any may: then no other is matched.</summary>
    public bool IsTooMuch { get; private set; }

    /// <summary>The next entry begins.</summary>
    /// <param name="mindsTime">Whether it is left when time is up.</param>
    internal void Begin(bool mindsTime)
    {
        if (_left < 0)
        {
            _granted -= _left;
            _left = 0;
        }

        IsCut = false;
        _mindsTime = mindsTime;
        _startOfEntry = _granted - _left;
    }

    /// <summary>Counts steps that are to be taken.</summary>
    /// <returns>Whether they may be; if not, the entry is cut, and what comes of it does not count.</returns>
    internal bool Spend(long steps)
    {
        _left -= steps;
        return _left >= 0 || Look();
    }

    private bool Look()
    {
        IsTooMuch |= _granted - _left - _startOfEntry > MaxStepsOfEntry;
        IsCut |= IsTooMuch || cancellationToken.IsCancellationRequested || (_mindsTime && isTimeUp());
        if (IsCut)
        {
            return false;
        }

        _granted += StepsPerLook - _left;
        _left = StepsPerLook;
        return true;
    }
}
