namespace WorklistScp.Storage.Linux;

/// <summary>
/// File systems all changes of which go through this machine's kernel, so that inotify tells of them. Others, over the
/// network or made by programs (FUSE), change without its knowing.
/// </summary>
internal static class LocalFileSystems
{
    // linux/magic.h, and the systems' own headers.
    private static readonly long[] Types =
    [
        0xef53,     // ext2, ext3, ext4
        0x58465342, // XFS
        0x9123683e, // Btrfs
        0x1021994,  // tmpfs
        0x858458f6, // ramfs
        0x794c7630, // overlay
        0xf2f52010, // F2FS
        0x2fc12fc1, // ZFS
        0xca451a4e, // bcachefs
        0x3153464a, // JFS
        0x52654973, // ReiserFS
        0x3434,     // NILFS
        0x4d44,     // FAT
        0x2011bab0, // exFAT
    ];

    /// <summary>Whether a path lies in one of them.</summary>
    public static bool Contains(string path) => Types.Contains(LibC.FileSystemType(path));
}
