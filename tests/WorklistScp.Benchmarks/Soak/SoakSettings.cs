namespace WorklistScp.Benchmarks.Soak;

/// <summary>What the server is burdened with.</summary>
/// <param name="Duration">How long.</param>
/// <param name="Associations">How many associations ask all the time.</param>
/// <param name="Entries">About how many worklist files there are.</param>
/// <param name="Writers">How many change them.</param>
internal sealed record SoakSettings(TimeSpan Duration, int Associations, int Entries, int Writers);
