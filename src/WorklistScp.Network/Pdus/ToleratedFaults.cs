namespace WorklistScp.Network.Pdus;

/// <summary>
/// What is wrong with a request and was taken nevertheless. The first of it is named: there may be more than a line of
/// the log should hold.
/// </summary>
internal sealed class ToleratedFaults
{
    private const int MaxNamed = 8;

    private readonly List<string> _named = [];
    private int _count;

    /// <summary>Whether the request is as it should be.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Adds one: what was found, what was expected.</summary>
    public void Add(string fault)
    {
        _count++;
        if (_named.Count < MaxNamed)
        {
            _named.Add(fault);
        }
    }

    /// <summary>All that is named, in one line.</summary>
    public override string ToString() =>
        string.Join("; ", _named) + (_count > MaxNamed ? $"; and {_count - MaxNamed} more" : "");
}
