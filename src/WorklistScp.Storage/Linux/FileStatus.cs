using System.Globalization;
using System.Runtime.InteropServices;

namespace WorklistScp.Storage.Linux;

/// <summary>What statx(2) tells of a file: the fields used here, at their places in its 256 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    private const int TypeMask = 0xf000;
    private const int Directory = 0x4000;
    private const int RegularFile = 0x8000;
    private const int Link = 0xa000;
    private const int PermissionMask = 0x1ff;

    [FieldOffset(16)]
    private readonly uint _links;

    [FieldOffset(20)]
    private readonly uint _user;

    [FieldOffset(24)]
    private readonly uint _group;

    [FieldOffset(28)]
    private readonly ushort _mode;

    [FieldOffset(32)]
    private readonly ulong _inode;

    [FieldOffset(40)]
    private readonly ulong _size;

    [FieldOffset(96)]
    private readonly Timestamp _changed;

    [FieldOffset(112)]
    private readonly Timestamp _modified;

    [FieldOffset(136)]
    private readonly ulong _device;

    /// <summary>Whether it is neither directory nor FIFO, socket or device.</summary>
    public readonly bool IsRegularFile => (_mode & TypeMask) == RegularFile;

    /// <summary>Whether it is a directory.</summary>
    public readonly bool IsDirectory => (_mode & TypeMask) == Directory;

    /// <summary>Whether it is a symbolic link, which was not followed.</summary>
    public readonly bool IsLink => (_mode & TypeMask) == Link;

    /// <summary>Who may do what with it.</summary>
    public readonly UnixFileMode Permissions => (UnixFileMode)(_mode & PermissionMask);

    /// <summary>The number of the user that owns it.</summary>
    public readonly uint User => _user;

    /// <summary>The number of its group.</summary>
    public readonly uint Group => _group;

    /// <summary>The number of its file system, as the table of mounts has it: <c>8:1</c>.</summary>
    public readonly string DeviceNumber => string.Create(
        CultureInfo.InvariantCulture, $"{(uint)_device}:{(uint)(_device >> 32)}");

    /// <summary>How the table of locks names the file: <c>fe:00:1234</c>.</summary>
    public readonly string LockTableName => string.Create(
        CultureInfo.InvariantCulture, $"{(uint)_device:x2}:{(uint)(_device >> 32):x2}:{_inode}");

    /// <summary>How many names the file has.</summary>
    public readonly uint Links => _links;

    /// <summary>The size in bytes.</summary>
    public readonly ulong Size => _size;

    /// <summary>What tells the file from others.</summary>
    public readonly FileIdentity Identity => new(_device, _inode);

    /// <summary>What tells whether the file is still the same.</summary>
    public readonly FileStamp Stamp => new(_device, _inode, _size, _modified.Nanoseconds, _changed.Nanoseconds);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Timestamp
    {
        private readonly long _seconds;
        private readonly uint _nanoseconds;
        private readonly int _reserved;

        public long Nanoseconds => unchecked((_seconds * 1_000_000_000) + _nanoseconds);
    }
}
