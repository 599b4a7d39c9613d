using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace WorklistScp.Storage.Linux;

/// <summary>Goes through the names in a directory without an object for each.</summary>
internal ref struct DirectoryReader : IDisposable
{
    private const int BufferSize = 32 * 1024;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private ReadOnlySpan<byte> _unread;

    private DirectoryReader(SafeFileHandle handle)
    {
        Handle = handle;
    }

    /// <summary>The open directory.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>The current name; a NUL byte follows it.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The current name with the NUL byte.</summary>
    public ReadOnlySpan<byte> TerminatedName { get; private set; }

    /// <summary>What the current name stands for.</summary>
    public DirectoryEntryKind Kind { get; private set; }

    /// <summary>Opens a directory.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static DirectoryReader Open(string path)
    {
        SafeFileHandle handle = LibC.OpenForReading(path, out int error);
        if (!handle.IsInvalid)
        {
            return new DirectoryReader(handle);
        }

        handle.Dispose();
        throw new IOException(LibC.Describe(error));
    }

    /// <summary>Goes to the next name; false behind the last.</summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public bool MoveNext()
    {
        if (_unread.IsEmpty && !Fill())
        {
            return false;
        }

        // linux_dirent64: 1-8 inode | 9-16 offset | 17-18 length of the record | 19 type | 20- name, NUL
        const int typePlace = 18;
        const int nameStart = 19;
        ReadOnlySpan<byte> record = _unread[..BinaryPrimitives.ReadUInt16LittleEndian(_unread[16..])];
        int length = record[nameStart..].IndexOf((byte)0);
        Kind = (EntryType)record[typePlace] switch
        {
            EntryType.Directory => DirectoryEntryKind.Directory,
            EntryType.Unknown or EntryType.Link => DirectoryEntryKind.Unknown,
            _ => DirectoryEntryKind.Other,
        };
        Name = record.Slice(nameStart, length);
        TerminatedName = record.Slice(nameStart, length + 1);
        _unread = _unread[record.Length..];
        return true;
    }

    /// <summary>Closes the directory.</summary>
    public readonly void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        Handle.Dispose();
    }

    // dirent.h
    private enum EntryType : byte
    {
        Unknown = 0,
        Directory = 4,
        Link = 10,
    }

    private bool Fill()
    {
        int count = LibC.ReadDirectory(Handle, _buffer, out int error);
        if (count < 0)
        {
            throw new IOException(LibC.Describe(error));
        }

        _unread = _buffer.AsSpan(0, count);
        return count > 0;
    }
}
