namespace WorklistScp.Storage.Permissions;

/// <summary>What keeps a user from reading a file.</summary>
/// <param name="Path">The file itself, or a directory on the way to it.</param>
/// <param name="Mode">Its permissions.</param>
/// <param name="Needed">Those that the user would need, as bits of others.</param>
public sealed record ReadObstacle(string Path, UnixFileMode Mode, UnixFileMode Needed);
