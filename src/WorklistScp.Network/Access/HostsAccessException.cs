namespace WorklistScp.Network.Access;

/// <summary>
/// A file of hosts_access(5) cannot be read or understood; the message is one line that names file, line, and what was
/// expected.
/// </summary>
public sealed class HostsAccessException(string message, Exception? innerException = null)
    : Exception(message, innerException);
