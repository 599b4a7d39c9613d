namespace WorklistScp.Storage.Linux;

/// <summary>What a name in a directory stands for, as the directory tells.</summary>
internal enum DirectoryEntryKind
{
    /// <summary>A link, or the file system does not say.</summary>
    Unknown,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A file, a socket, and so on.</summary>
    Other,
}
