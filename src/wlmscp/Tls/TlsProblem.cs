using WorklistScp.Network.Tls;

namespace Wlmscp.Tls;

/// <summary>Says which option a key, certificate or revocation list that cannot be used comes from.</summary>
internal static class TlsProblem
{
    /// <summary>A line: the option, the file, what was expected.</summary>
    public static string Describe(TlsConfigurationException problem)
    {
        string option = problem.Setting switch
        {
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
