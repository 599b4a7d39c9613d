namespace WorklistScp.Network.Tls;

/// <summary>There is no TLS connection with a peer; the message says why, in a line.</summary>
/// <param name="message">The reason.</param>
/// <param name="innerException">The cause.</param>
public sealed class TlsHandshakeException(string message, Exception? innerException = null)
    : Exception(message, innerException);
