namespace Wlmscp.Daemon.Privileges;

/// <summary>An entry of passwd(5).</summary>
/// <param name="Name">The name.</param>
/// <param name="Id">The number.</param>
/// <param name="GroupId">The number of the primary group.</param>
internal sealed record User(string Name, uint Id, uint GroupId);
