namespace WorklistScp.Network.Tls;

/// <summary>Which certificates are looked for in the revocation lists.</summary>
public enum RevocationCheck
{
    /// <summary>None.</summary>
    None,

    /// <summary>The peer's own.</summary>
    Leaf,

    /// <summary>The peer's and those of all its authorities.</summary>
    Chain,
}
