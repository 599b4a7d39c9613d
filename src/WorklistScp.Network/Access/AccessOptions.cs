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
