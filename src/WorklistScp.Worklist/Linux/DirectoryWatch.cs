using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace WorklistScp.Worklist.Linux;

/// <summary>
/// What happens to the files of one directory, told by inotify(7). The kernel queues an event within the system call
/// that makes the change: whoever asks after that call has ended learns of it.
/// </summary>
/// <remarks>
/// It does not tell of changes made under another name: through a hard link elsewhere, or to what a symbolic link leads
/// to; nor, before the file is closed, of changes through mapped memory.
/// </remarks>
internal sealed class DirectoryWatch : IDisposable
{
    private const uint Modify = 0x2;
    private const uint Attributes = 0x4;
    private const uint CloseWrite = 0x8;
    private const uint MovedFrom = 0x40;
    private const uint MovedTo = 0x80;
    private const uint Create = 0x100;
    private const uint Delete = 0x200;
    private const uint OnlyDirectory = 0x1000000;
    private const uint Changes = Modify | Attributes | CloseWrite | MovedFrom | MovedTo | Create | Delete;

    // The watch has ended, the file system was unmounted, or the queue was full.
    private const uint Ended = 0x8000;
    private const uint Unmounted = 0x2000;
    private const uint Overflow = 0x4000;
    private const uint Lost = Ended | Unmounted | Overflow;

    // inotify_event: 1-4 watch | 5-8 mask | 9-12 cookie | 13-16 length of the name | 17- name, NUL bytes
    private const int HeaderSize = 16;

    private readonly SafeFileHandle _inotify;
    private readonly byte[] _buffer = new byte[4096];

    private DirectoryWatch(SafeFileHandle inotify)
    {
        _inotify = inotify;
    }

    /// <summary>Begins to watch a directory; null when the system does not allow one more watch.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="problem">The system's words, if there is no watch.</param>
    public static DirectoryWatch? TryOpen(string directory, out string problem)
    {
        SafeFileHandle inotify = LibC.OpenInotify(out int error);
        if (!inotify.IsInvalid && LibC.TryWatch(inotify, directory, Changes | OnlyDirectory, out error))
        {
            problem = "";
            return new DirectoryWatch(inotify);
        }

        inotify.Dispose();
        problem = LibC.Describe(error);
        return null;
    }

    /// <summary>
    /// Takes all events that there are, and adds the names of the files that they concern. False when not all events
    /// are there, or the watch has ended: any file may have changed.
    /// </summary>
    public bool TryTake(HashSet<string> names)
    {
        var isComplete = true;
        while (true)
        {
            int count = LibC.Read(_inotify, _buffer, out int error);
            if (count > 0)
            {
                isComplete &= TryAdd(_buffer.AsSpan(0, count), names);
            }
            else if (error != LibC.EINTR)
            {
                return isComplete && error == LibC.EAGAIN;
            }
        }
    }

    /// <summary>Ends the watch.</summary>
    public void Dispose() => _inotify.Dispose();

    private static bool TryAdd(ReadOnlySpan<byte> events, HashSet<string> names)
    {
        var isComplete = true;
        while (!events.IsEmpty)
        {
            uint mask = BinaryPrimitives.ReadUInt32LittleEndian(events[4..]);
            int length = BinaryPrimitives.ReadInt32LittleEndian(events[12..]);
            ReadOnlySpan<byte> name = events.Slice(HeaderSize, length).TrimEnd((byte)0);
            isComplete &= (mask & Lost) == 0;
            if (!name.IsEmpty)
            {
                names.Add(Encoding.UTF8.GetString(name));
            }

            events = events[(HeaderSize + length)..];
        }

        return isComplete;
    }
}
