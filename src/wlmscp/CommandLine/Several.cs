namespace Wlmscp.CommandLine;

/// <summary>The values of an option that may be given several times.</summary>
internal sealed record Several<T>(IReadOnlyList<T> Values);
