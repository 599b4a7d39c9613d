using System.Net;

namespace WorklistScp.Network.Access;

/// <summary>
/// Which hosts are let in. Every kind of rule that is given must admit the peer; without rules everyone may ask.
/// </summary>
public sealed record AccessOptions
{
    private const int LeastPerAddress = 100;

    /// <summary>The addresses that may connect; empty: all.</summary>
    public IReadOnlyList<IPNetwork> Allow { get; init; } = [];

    /// <summary>The files of hosts_access(5); null: they do not count.</summary>
    public HostsAccessOptions? HostsAccess { get; init; }

    /// <summary>
    /// The proxies. Their connections must begin with a header of the PROXY protocol, version 2, which says who the
    /// peer is; of others a header is not taken.
    /// </summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>
    /// How many connections one address may have open; of IPv6, one network of 64 bits. 0: any number; null: twice the
    /// number of associations, and at least 100, which no modality needs.
    /// </summary>
    public int? MaxPerAddress { get; init; }

    /// <summary>The number of connections for one address; null: any.</summary>
    internal int? LimitPerAddress(int maxAssociations) => MaxPerAddress switch
    {
        null => (int)Math.Max(LeastPerAddress, Math.Min(int.MaxValue, 2L * maxAssociations)),
        0 => null,
        var given => given,
    };
}

/// <summary>Where the rules of hosts_access(5) are, and for whom.</summary>
public sealed record HostsAccessOptions
{
    /// <summary>The file that grants; it need not exist.</summary>
    public string AllowPath { get; init; } = "/etc/hosts.allow";

    /// <summary>The file that denies; it need not exist.</summary>
    public string DenyPath { get; init; } = "/etc/hosts.deny";

    /// <summary>The names of the daemon in lists of daemons; each of them means this one.</summary>
    public IReadOnlyList<string> DaemonNames { get; init; } = ["wlmscp", "wlmscpfs"];
}
