using System.Net;

namespace Wlmscp.Hl7;

/// <summary>How HL7 messages are taken over the network.</summary>
/// <param name="Port">The TCP port; 0: any free one.</param>
/// <param name="Allow">The addresses that may connect; empty: all.</param>
internal sealed record Hl7Settings(int Port, IReadOnlyList<IPNetwork> Allow)
{
    /// <summary>How many connections may be open at once.</summary>
    public const int MaxConnections = 100;
}
