using System.Net;
using System.Text;
using WorklistScp.Network.Access;

namespace WorklistScp.Fuzz.Targets;

/// <summary>A file of hosts_access(5), and what it decides about some peers.</summary>
internal sealed class HostsTarget : FuzzTarget
{
    private static readonly IPAddress[] Addresses =
        [IPAddress.Parse("192.0.2.7"), IPAddress.Parse("10.1.2.3"), IPAddress.Parse("2001:db8::1")];

    private static readonly PeerName[] Names =
        [PeerName.Known("ct1.example.org"), PeerName.Known("ct1"), PeerName.Unknown, PeerName.Paranoid];

    /// <inheritdoc/>
    public override string Name => "hosts";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            "# modalities\nwlmscp, sshd : 192.0.2.7 10.1. [2001:db8::1] .example.org EXCEPT ct2.example.org : ALLOW\n",
            "ALL : LOCAL, KNOWN \\\n  192.0.2.0/255.255.255.0 10.0.0.0/8 [2001:db8::]/32\n",
            "ALL EXCEPT sshd : UNKNOWN PARANOID EXCEPT 10.*.2.? EXCEPT 10.1.* : DENY\r\n\r\n",
            "wlmscp : ct*.example.org 192.0.2.? ALL EXCEPT LOCAL EXCEPT ct1\n",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        HostsRules rules;
        try
        {
            var reader = new HostsAccessReader("hosts", isGranting: true, ["wlmscp", "wlmscpfs"]);
            rules = new HostsRules(reader.Read(Encoding.Latin1.GetString(input)));
        }
        catch (HostsAccessException e)
        {
            return e.Message.StartsWith("hosts:", StringComparison.Ordinal) && !e.Message.Any(char.IsControl)
                ? false
                : throw new FindingException("a message without a line, or of more than one", e);
        }

        foreach (IPAddress address in Addresses)
        {
            CheckDecisions(rules, address);
        }

        return true;
    }

    // What is decided without the name, the name must not change.
    private static void CheckDecisions(HostsRules rules, IPAddress address)
    {
        HostsDecision? early = rules.Decide(address, null);
        foreach (PeerName name in Names)
        {
            HostsDecision? decision = rules.Decide(address, name);
            if (decision is null || (early is not null && decision != early))
            {
                throw new FindingException(
                    $"{address}: {early?.ToString() ?? "nothing"} without a name, {decision} with {name}");
            }
        }
    }
}
