namespace Wlmscp.Commands.Replaying;

/// <summary>Tells how recorded queries are answered from now.</summary>
internal interface IReplayOutput
{
    /// <summary>A query is answered otherwise, or is refused as before.</summary>
    void Write(QueryDifference difference);

    /// <summary>All were asked.</summary>
    /// <param name="totals">How many.</param>
    /// <param name="suppositions">What was supposed of those that asked.</param>
    void End(ReplayTotals totals, IEnumerable<string> suppositions);
}

/// <summary>How many requests there were.</summary>
/// <param name="Requests">All of them.</param>
/// <param name="Different">Those that are answered otherwise.</param>
/// <param name="Empty">Those that find nothing, before and after.</param>
/// <param name="Refused">Those that are refused, before and after.</param>
internal readonly record struct ReplayTotals(int Requests, int Different, int Empty, int Refused)
{
    /// <summary>Counts a query as often as it was recorded.</summary>
    public ReplayTotals With(QueryDifference difference)
    {
        int requests = difference.Recorded.Files.Count;
        return new ReplayTotals(
            Requests + requests,
            Different + (difference.IsAny ? requests : 0),
            Empty + (difference.IsEmpty ? requests : 0),
            Refused + (difference.IsRefused ? requests : 0));
    }
}
