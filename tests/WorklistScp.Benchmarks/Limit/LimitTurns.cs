namespace WorklistScp.Benchmarks.Limit;

/// <summary>The turns of both servers: median of the times, and processor time, for one query in µs.</summary>
internal sealed class LimitTurns
{
    private readonly List<(double P50, double Processor)> _wlmscp = [];
    private readonly List<(double P50, double Processor)> _readyMade = [];

    /// <summary>The median of wlmscp's turns.</summary>
    public (double P50, double Processor) Wlmscp => Median(_wlmscp);

    /// <summary>The median of the turns of the ready-made answer.</summary>
    public (double P50, double Processor) ReadyMade => Median(_readyMade);

    /// <summary>Adds a turn of each.</summary>
    public void Add((double P50, double Processor) wlmscp, (double P50, double Processor) readyMade)
    {
        _wlmscp.Add(wlmscp);
        _readyMade.Add(readyMade);
    }

    private static (double P50, double Processor) Median(IReadOnlyList<(double P50, double Processor)> turns) =>
        (Median(turns.Select(turn => turn.P50)), Median(turns.Select(turn => turn.Processor)));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
