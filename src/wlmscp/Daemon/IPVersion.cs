namespace Wlmscp.Daemon;

/// <summary>Which versions of IP are listened on.</summary>
internal enum IPVersion
{
    /// <summary>Version 4.</summary>
    IPv4,

    /// <summary>Version 6.</summary>
    IPv6,

    /// <summary>Both.</summary>
    Both,
}
