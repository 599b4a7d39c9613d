using WorklistScp.Network.Tls;

namespace Wlmscp.Tls;

/// <summary>Says which option a key, certificate or revocation list that cannot be used comes from.</summary>
internal static class TlsProblem
{
    /// <summary>A line: the option, the file, what was expected.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="isKeyOfHttp">Whether the key is that of HTTP alone.</param>
    public static string Describe(TlsConfigurationException problem, bool isKeyOfHttp = false)
    {
        string option = problem.Setting switch
        {
            TlsSource.PrivateKey when isKeyOfHttp => "--http-key ",
            TlsSource.Certificate when isKeyOfHttp => "--http-cert ",
            TlsSource.TrustedFile => "--add-cert-file ",
            TlsSource.TrustedDirectory => "--add-cert-dir ",
            TlsSource.RevocationList => "--add-crl-file ",
            TlsSource.PeerCertificate => "--enable-tls: ",
            TlsSource.RevocationCheck => "--enable-crl-vfy: ",
            _ => "--enable-tls ",
        };
        return option + problem.Message;
    }
}
