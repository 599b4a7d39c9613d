using System.Globalization;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Tests.Linux;

/// <summary>The one queue of events that the watches of all directories share.</summary>
public sealed class DirectoryWatchesTests : IDisposable
{
    private const int MostEvents = 200_000;

    private readonly string _root = Directory.CreateTempSubdirectory("wlmscp-").FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly DirectoryWatches _watches;

    public DirectoryWatchesTests()
    {
        _watches = new DirectoryWatches(_time);
        File.WriteAllBytes(Make("quiet", "a.wl"), []);
        File.WriteAllBytes(Make("busy", "x"), []);
        File.WriteAllBytes(Make("busy", "y"), []);
    }

    public void Dispose()
    {
        _watches.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void Directory_ThatFillsTheQueueAgainAndAgain_CostsTheOthersTwoLosses()
    {
        int enough = QueueLength() + 100;
        using DirectoryWatch busy = Open("busy"); // which nobody asks for: it is never taken
        for (var i = 0; i < 2; i++)
        {
            using DirectoryWatch lost = Open("quiet");
            MakeEvents(enough);
            Assert.False(lost.TryTake([]));
        }

        Assert.Null(_watches.TryOpen(Path.Join(_root, "busy"), out string problem));
        Assert.Equal("its files change faster than the system can tell of", problem);
        using DirectoryWatch quiet = Open("quiet");
        MakeEvents(enough);
        File.WriteAllBytes(Make("quiet", "b.wl"), []);
        var names = new HashSet<string>();
        Assert.True(quiet.TryTake(names));
        Assert.Equal(["b.wl"], names);
        _time.Advance(TimeSpan.FromMinutes(1));
        using DirectoryWatch again = Open("busy");
        Assert.False(busy.TryTake([]));
    }

    // As one that is filled with files once.
    [Fact]
    public void Directory_ThatFillsTheQueueNowAndThen_IsWatched()
    {
        int enough = QueueLength() + 100;
        for (var i = 0; i < 3; i++)
        {
            using DirectoryWatch busy = Open("busy");
            MakeEvents(enough);
            Assert.False(busy.TryTake([]));
            _time.Advance(TimeSpan.FromMinutes(3));
        }

        using DirectoryWatch again = Open("busy");
    }

    [Fact]
    public void Events_ThatNobodyAsksFor_DoNotFillTheQueue()
    {
        int many = QueueLength() / 3 * 2;
        using DirectoryWatch quiet = Open("quiet");
        using DirectoryWatch busy = Open("busy");
        for (var i = 0; i < 3; i++)
        {
            MakeEvents(many);
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.True(quiet.TryTake([]));
        Assert.True(busy.TryTake([]));
    }

    private static int QueueLength()
    {
        int length = int.Parse(
            File.ReadAllText("/proc/sys/fs/inotify/max_queued_events"), CultureInfo.InvariantCulture);
        Assert.SkipWhen(length > MostEvents, $"{length} events are too many to make here");
        return length;
    }

    private string Make(string directory, string name) =>
        Path.Join(Directory.CreateDirectory(Path.Join(_root, directory)).FullName, name);

    private DirectoryWatch Open(string directory)
    {
        DirectoryWatch? watch = _watches.TryOpen(Path.Join(_root, directory), out string problem);
        Assert.Equal("", problem);
        return watch!;
    }

    // The system merges an event with an equal one before it: two files in turn.
    private void MakeEvents(int count)
    {
        for (var i = 0; i < count; i++)
        {
            File.SetUnixFileMode(
                Make("busy", i % 2 == 0 ? "x" : "y"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
