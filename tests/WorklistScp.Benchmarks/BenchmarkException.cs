namespace WorklistScp.Benchmarks;

/// <summary>A measurement cannot be made; the message is for the user.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
