namespace WorklistScp.Benchmarks.Peers;

/// <summary>How queries under a <see cref="LoadPlan"/> went.</summary>
internal sealed class LoadResult
{
    /// <summary>From the request to the final response, one for each query.</summary>
    public List<TimeSpan> Times { get; } = [];

    /// <summary>The numbers of matches that answers had; one number, if all is well.</summary>
    public HashSet<int> Matches { get; } = [];

    /// <summary>How many associations were not accepted.</summary>
    public int Refused { get; private set; }

    /// <summary>How many associations were accepted, and broke off.</summary>
    public int Failed { get; private set; }

    /// <summary>What the first refusal or failure was; null: there was none.</summary>
    public string? Error { get; private set; }

    /// <summary>The processor time of the server from the first query to the last answer.</summary>
    public TimeSpan Processor { get; set; }

    /// <summary>The memory of the server after the last answer, while the associations are still open.</summary>
    public ServerMemory Memory { get; set; }

    /// <summary>Notes an association that was not accepted.</summary>
    public void AddRefused(BenchmarkException cause)
    {
        Refused++;
        Error ??= cause.Message;
    }

    /// <summary>Notes an association that broke off.</summary>
    public void AddFailed(BenchmarkException cause)
    {
        Failed++;
        Error ??= cause.Message;
    }

    /// <summary>Adds times, matches, refusals and failures of others.</summary>
    public void Add(LoadResult other)
    {
        Times.AddRange(other.Times);
        Matches.UnionWith(other.Matches);
        Refused += other.Refused;
        Failed += other.Failed;
        Error ??= other.Error;
    }
}
