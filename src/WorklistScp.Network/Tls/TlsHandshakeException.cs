namespace WorklistScp.Network.Tls;

/// <summary>A peer that connected gets no TLS connection; the message says why, for the log.</summary>
internal sealed class TlsHandshakeException(string message, Exception? innerException = null)
    : Exception(message, innerException);
