namespace WorklistScp.Fuzz;

/// <summary>The program has done with an input what it must not; the message says what.</summary>
internal sealed class FindingException(string message, Exception? cause = null) : Exception(message, cause);
