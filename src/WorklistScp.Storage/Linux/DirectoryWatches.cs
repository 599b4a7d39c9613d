using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace WorklistScp.Storage.Linux;

/// <summary>
/// What happens to the files of directories, told by one instance of inotify(7) for all of them: a user may have few.
/// The kernel queues an event within the system call that makes the change: whoever asks after that call has ended
/// learns of it. Any thread may call.
/// </summary>
/// <remarks>
/// The queue is of bounded length, and emptied from time to time though nobody asks. A directory that fills it again and
/// again, so that nothing is known of the others either, is not watched for a while.
/// <para>
/// It does not tell of changes made under another name: through a hard link elsewhere, or to what a symbolic link leads
/// to; nor, before the file is closed, of changes through mapped memory.
/// </para>
/// </remarks>
internal sealed class DirectoryWatches(TimeProvider time) : IDisposable
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

    private const string QueueLengthFile = "/proc/sys/fs/inotify/max_queued_events";
    private const int UsualQueueLength = 16 * 1024;

    private static readonly TimeSpan EmptyingInterval = TimeSpan.FromSeconds(5);

    // A directory that has filled the queue twice within it is not watched for half of it.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<DirectoryWatch>> _watches = []; // two names may lead to one directory
    private readonly Dictionary<int, int> _told = []; // events of each watch, of those that are received just now
    private readonly Dictionary<string, BusyDirectory> _busy = new(StringComparer.Ordinal); // that have filled the queue
    private readonly byte[] _buffer = new byte[4096];
    private SafeFileHandle? _inotify;
    private ITimer? _emptying;
    private int _queueLength;

    /// <summary>Begins to watch a directory; null when the system does not allow one more watch.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="problem">The system's words, if there is no watch.</param>
    public DirectoryWatch? TryOpen(string directory, out string problem)
    {
        lock (_gate)
        {
            if (IsTooBusy(directory))
            {
                problem = "its files change faster than the system can tell of";
                return null;
            }

            if (!TryOpenInotify(out int error))
            {
                problem = LibC.Describe(error);
                return null;
            }

            int number = LibC.Watch(_inotify!, directory, Changes | OnlyDirectory, out error);
            problem = number < 0 ? LibC.Describe(error) : "";
            return number < 0 ? null : Add(directory, number);
        }
    }

    /// <summary>Ends all watches.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _emptying?.Dispose();
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
                End(watch.Number);
            }
        }
    }

    private void End(int number)
    {
        _watches.Remove(number);
        LibC.EndWatch(_inotify!, number);
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
            _queueLength = ReadQueueLength();
            _emptying = time.CreateTimer(_ => Empty(), null, EmptyingInterval, EmptyingInterval);
        }

        return true;
    }

    private static int ReadQueueLength() =>
        File.Exists(QueueLengthFile)
        && int.TryParse(File.ReadAllText(QueueLengthFile), CultureInfo.InvariantCulture, out int length)
            ? length
            : UsualQueueLength;

    private void Empty()
    {
        lock (_gate)
        {
            Receive();
        }
    }

    private DirectoryWatch Add(string directory, int number)
    {
        Receive(); // what happened before is not the new one's
        var watch = new DirectoryWatch(this, directory, number);
        if (!_watches.TryGetValue(number, out List<DirectoryWatch>? all))
        {
            _watches.Add(number, all = []);
        }

        all.Add(watch);
        return watch;
    }

    // No more than there can have been when it began: else it had no end while somebody writes without one.
    private void Receive()
    {
        var events = 0;
        _told.Clear();
        while (_inotify is not null && events <= _queueLength)
        {
            int count = LibC.Read(_inotify, _buffer, out int error);
            if (count > 0)
            {
                events += Hand(_buffer.AsSpan(0, count));
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

    private int Hand(ReadOnlySpan<byte> events)
    {
        var count = 0;
        for (; !events.IsEmpty; count++)
        {
            int number = BinaryPrimitives.ReadInt32LittleEndian(events);
            uint mask = BinaryPrimitives.ReadUInt32LittleEndian(events[4..]);
            int length = BinaryPrimitives.ReadInt32LittleEndian(events[12..]);
            if ((mask & Overflow) != 0)
            {
                LoseAll();
                BlameBusiest();
            }
            else if (_watches.TryGetValue(number, out List<DirectoryWatch>? watches))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_told, number, out _)++;
                Hand(watches, events.Slice(HeaderSize, length).TrimEnd((byte)0), isLost: (mask & Lost) != 0);
            }

            events = events[(HeaderSize + length)..];
        }

        return count;
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

    private bool IsTooBusy(string directory) =>
        _busy.TryGetValue(directory, out BusyDirectory busy)
        && busy.IsAgain && time.GetElapsedTime(busy.Since) < Memory / 2;

    // Of the queue that was too short.
    private void BlameBusiest()
    {
        (int number, int events) = _told.MaxBy(told => told.Value);
        if (events < _told.Values.Sum() / 2 || !_watches.TryGetValue(number, out List<DirectoryWatch>? watches))
        {
            return;
        }

        foreach (string directory in watches.Select(watch => watch.Directory))
        {
            bool isAgain = _busy.TryGetValue(directory, out BusyDirectory before)
                && time.GetElapsedTime(before.Since) < Memory;
            _busy[directory] = new BusyDirectory(time.GetTimestamp(), isAgain);
        }

        if (watches.Exists(watch => IsTooBusy(watch.Directory)))
        {
            End(number); // at once: its owner may not ask for long
        }
    }

    private readonly record struct BusyDirectory(long Since, bool IsAgain);
}
