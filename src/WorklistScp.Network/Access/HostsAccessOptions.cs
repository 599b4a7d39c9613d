namespace WorklistScp.Network.Access;

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
