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
