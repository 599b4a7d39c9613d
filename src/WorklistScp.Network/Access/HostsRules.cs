using System.Net;

namespace WorklistScp.Network.Access;

/// <summary>
/// The rules of both files, those that grant first: the first one that matches decides; if none does, access is
/// granted (hosts_access(5)).
/// </summary>
internal sealed record HostsRules(IReadOnlyList<HostsRule> Rules)
{
    private static readonly HostsDecision NoRule = new(null);

    /// <summary>Decides about a peer; null when its name decides and is not known yet.</summary>
    public HostsDecision? Decide(IPAddress address, PeerName? name)
    {
        foreach (HostsRule rule in Rules)
        {
            switch (rule.Matches(address, name))
            {
                case null:
                    return null;
                case true:
                    return rule.IsGrant ? NoRule : new HostsDecision(rule.Place);
            }
        }

        return NoRule;
    }
}

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

/// <summary>Whether a peer may connect.</summary>
/// <param name="DeniedBy">The place of the rule that denies access; null: it is granted.</param>
internal sealed record HostsDecision(string? DeniedBy);
