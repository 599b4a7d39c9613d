using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.Start;

/// <summary>The times, from the start of the process, that a program took.</summary>
/// <param name="Program">The program.</param>
internal sealed record StartTimes(ServerProgram Program)
{
    /// <summary>Until it listened, one for each start.</summary>
    public List<TimeSpan> Listening { get; } = [];

    /// <summary>Until it had accepted an association.</summary>
    public List<TimeSpan> Associated { get; } = [];
}
