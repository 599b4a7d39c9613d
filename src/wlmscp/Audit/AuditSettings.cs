namespace Wlmscp.Audit;

/// <summary>Where it is written who asked for what.</summary>
/// <param name="File">The file; lines are added to it.</param>
/// <param name="IsRequired">Whether queries that cannot be written there are refused.</param>
internal sealed record AuditSettings(string File, bool IsRequired);
