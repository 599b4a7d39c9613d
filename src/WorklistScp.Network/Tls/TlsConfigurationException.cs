namespace WorklistScp.Network.Tls;

/// <summary>
/// A key, certificate or revocation list cannot be used; the message is one line: what, why, what was expected.
/// </summary>
/// <param name="source">Which setting it is about.</param>
/// <param name="message">The problem, with the file's path where there is one.</param>
/// <param name="innerException">The cause.</param>
public sealed class TlsConfigurationException(TlsSource source, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Which setting it is about.</summary>
    public TlsSource Setting { get; } = source;
}
