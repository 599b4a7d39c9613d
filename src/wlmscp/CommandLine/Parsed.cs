namespace Wlmscp.CommandLine;

/// <summary>The value of an option, or what was expected instead.</summary>
/// <param name="Value">The value.</param>
/// <param name="Expected">What would be right; null when the value is.</param>
internal readonly record struct Parsed<T>(T Value, string? Expected = null);
