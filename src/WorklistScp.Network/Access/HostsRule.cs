using System.Net;

namespace WorklistScp.Network.Access;

/// <summary>A rule of a file of hosts_access(5) that is for this daemon.</summary>
/// <param name="Place">Where it stands: <c>FILE:LINE</c>.</param>
/// <param name="Clients">For whom it is.</param>
/// <param name="IsGrant">Whether it grants access, or else denies it.</param>
internal sealed record HostsRule(string Place, ExceptList<ClientPattern> Clients, bool IsGrant)
{
    /// <summary>Whether it is for a peer; null when the name decides and is not known yet.</summary>
    public bool? Matches(IPAddress address, PeerName? name) =>
        Clients.Matches(pattern => pattern.Matches(address, name));
}
