namespace WorklistScp.Network.Access;

/// <summary>Whether a peer may connect.</summary>
/// <param name="DeniedBy">The place of the rule that denies access; null: it is granted.</param>
internal sealed record HostsDecision(string? DeniedBy);
