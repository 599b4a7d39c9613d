namespace WorklistScp.Network.Tls;

/// <summary>Whether peers need a certificate.</summary>
public enum PeerCertificate
{
    /// <summary>Only peers with a valid one are served.</summary>
    Required,

    /// <summary>Peers without one are served too, those with one that is not valid are not.</summary>
    Verified,

    /// <summary>None is asked for.</summary>
    Ignored,
}
