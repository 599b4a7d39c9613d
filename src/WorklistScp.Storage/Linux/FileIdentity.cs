namespace WorklistScp.Storage.Linux;

/// <summary>What tells a file or directory from every other one that exists at the same time.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Inode);
