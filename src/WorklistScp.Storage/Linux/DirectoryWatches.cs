using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace WorklistScp.Storage.Linux;

/// <summary>
/// What happens to the files of directories, told by one instance of inotify(7) for all of them: a user may have few.
/// The kernel queues an event within the system call that makes the change: whoever asks after that call has ended
/// learns of it. Any thread may call.
/// </summary>
/// <remarks>
/// It does not tell of changes made under another name: through a hard link elsewhere, or to what a symbolic link leads
/// to; nor, before the file is closed, of changes through mapped memory.
/// </remarks>
internal sealed class DirectoryWatches : IDisposable
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

    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<DirectoryWatch>> _watches = []; // two names may lead to one directory
    private readonly byte[] _buffer = new byte[4096];
    private SafeFileHandle? _inotify;

    /// <summary>Begins to watch a directory; null when the system does not allow one more watch.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="problem">The system's words, if there is no watch.</param>
    public DirectoryWatch? TryOpen(string directory, out string problem)
    {
        lock (_gate)
        {
            if (!TryOpenInotify(out int error))
            {
                problem = LibC.Describe(error);
                return null;
            }

            int number = LibC.Watch(_inotify!, directory, Changes | OnlyDirectory, out error);
            problem = number < 0 ? LibC.Describe(error) : "";
            return number < 0 ? null : Add(number);
        }
    }

    /// <summary>Ends all watches.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _inotify?.Dispose();
            _inotify = null;
            _watches.Clear();
        }
    }

    /// <summary>
    /// Takes what a watch has been told up to now. False when that is not all that happened: any file may have changed.
    /// </summary>
    internal bool TryTake(DirectoryWatch watch, HashSet<string> names)
    {
        lock (_gate)
        {
            Receive();
            return watch.TryHandOver(names);
        }
    }

    /// <summary>Ends a watch.</summary>
    internal void Close(DirectoryWatch watch)
    {
        lock (_gate)
        {
            watch.Tell(null, isLost: true);
            if (_watches.TryGetValue(watch.Number, out List<DirectoryWatch>? others)
                && others.Remove(watch) && others.Count == 0)
            {
                _watches.Remove(watch.Number);
                LibC.EndWatch(_inotify!, watch.Number);
            }
        }
    }

    private bool TryOpenInotify(out int error)
    {
        error = 0;
        if (_inotify is null)
        {
            SafeFileHandle opened = LibC.OpenInotify(out error);
            if (opened.IsInvalid)
            {
                opened.Dispose();
                return false;
            }

            _inotify = opened;
        }

        return true;
    }

    private DirectoryWatch Add(int number)
    {
        Receive(); // what happened before is not the new one's
        var watch = new DirectoryWatch(this, number);
        if (!_watches.TryGetValue(number, out List<DirectoryWatch>? all))
        {
            _watches.Add(number, all = []);
        }

        all.Add(watch);
        return watch;
    }

    private void Receive()
    {
        while (_inotify is not null)
        {
            int count = LibC.Read(_inotify, _buffer, out int error);
            if (count > 0)
            {
                Hand(_buffer.AsSpan(0, count));
            }
            else if (error != LibC.EINTR)
            {
                if (error != LibC.EAGAIN)
                {
                    LoseAll();
                }

                return;
            }
        }
    }

    private void Hand(ReadOnlySpan<byte> events)
    {
        while (!events.IsEmpty)
        {
            int number = BinaryPrimitives.ReadInt32LittleEndian(events);
            uint mask = BinaryPrimitives.ReadUInt32LittleEndian(events[4..]);
            int length = BinaryPrimitives.ReadInt32LittleEndian(events[12..]);
            if ((mask & Overflow) != 0)
            {
                LoseAll();
            }
            else if (_watches.TryGetValue(number, out List<DirectoryWatch>? watches))
            {
                Hand(watches, events.Slice(HeaderSize, length).TrimEnd((byte)0), isLost: (mask & Lost) != 0);
            }

            events = events[(HeaderSize + length)..];
        }
    }

    private static void Hand(List<DirectoryWatch> watches, ReadOnlySpan<byte> name, bool isLost)
    {
        string? text = name.IsEmpty ? null : Encoding.UTF8.GetString(name);
        foreach (DirectoryWatch watch in watches)
        {
            watch.Tell(text, isLost);
        }
    }

    private void LoseAll()
    {
        foreach (DirectoryWatch watch in _watches.Values.SelectMany(all => all))
        {
            watch.Tell(null, isLost: true);
        }
    }
}
