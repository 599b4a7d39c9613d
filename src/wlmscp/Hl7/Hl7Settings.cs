using System.Net;

namespace Wlmscp.Hl7;

/// <summary>Where HL7 messages are taken: by at least one of these doors.</summary>
internal sealed record Hl7Settings
{
    /// <summary>The TCP port, 0: any free one; null: none.</summary>
    public int? Port { get; init; }

    /// <summary>The TCP port for TLS, 0: any free one; null: none.</summary>
    public int? TlsPort { get; init; }

    /// <summary>The addresses that may connect to either; empty: all.</summary>
    public IReadOnlyList<IPNetwork> Allow { get; init; } = [];

    /// <summary>The directory that files of messages are dropped in; null: none.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether there is a port of either kind.</summary>
    public bool HasPort => Port is not null || TlsPort is not null;

    /// <summary>How many connections may be open at once.</summary>
    public const int MaxConnections = 100;
}
