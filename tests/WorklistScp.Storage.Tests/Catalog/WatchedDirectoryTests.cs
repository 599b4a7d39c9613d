using System.Globalization;

namespace WorklistScp.Storage.Tests.Catalog;

/// <summary>What ends the watch of a directory, or loses events, while the clock stands still.</summary>
public sealed class WatchedDirectoryTests : IDisposable
{
    private const string QueueLimit = "/proc/sys/fs/inotify/max_queued_events";
    private const int MostEvents = 200_000;

    private readonly TestArea _area = new(new StorageAreaOptions { RequireLockFile = false });

    // Kept: it is not found by name while the directory is away.
    private readonly StorageArea _served;

    public WatchedDirectoryTests()
    {
        _served = _area.Area;
        _area.Write("a.wl", Data.Patient("A1"));
    }

    private string Away => _area.Directory + "-away";

    public void Dispose() => _area.Dispose();

    [Fact]
    public async Task Directory_ReplacedByAnother_TheOtherIsServedAndWatched()
    {
        await AssertPatientsAsync("A1");
        Directory.Move(_area.Directory, Away);
        Directory.CreateDirectory(_area.Directory);
        _area.Write("a.wl", Data.Patient("OTHER1"));
        await AssertPatientsAsync("OTHER1");
        _area.Overwrite("a.wl", "OTHER2");
        await AssertPatientsAsync("OTHER2");
    }

    [Fact]
    public async Task Directory_PutBackAfterAnother_IsServedWithWhatChangedMeanwhile()
    {
        string other = _area.Directory + "-other";
        await AssertPatientsAsync("A1");
        Directory.Move(_area.Directory, Away);
        Directory.CreateDirectory(_area.Directory);
        await AssertPatientsAsync("");
        WriteAway("b.wl", "B1");
        Directory.Move(_area.Directory, other);
        Directory.Move(Away, _area.Directory);
        await AssertPatientsAsync("A1 B1");
        _area.Overwrite("b.wl", "B2");
        await AssertPatientsAsync("A1 B2");
    }

    [Fact]
    public async Task Directory_AwayBetweenTwoReads_ItsChangesAreNoticed()
    {
        await AssertPatientsAsync("A1");
        Directory.Move(_area.Directory, Away);
        WriteAway("b.wl", "B1");
        Directory.Move(Away, _area.Directory);
        await AssertPatientsAsync("A1 B1");
    }

    [Fact]
    public async Task Directory_AwayDuringARead_ThrowsAndLosesNoChanges()
    {
        await AssertPatientsAsync("A1");
        _area.Overwrite("a.wl", "A2");
        Directory.Move(_area.Directory, Away);
        await AssertUnreadableAsync();
        WriteAway("b.wl", "B1");
        await AssertUnreadableAsync();
        Directory.Move(Away, _area.Directory);
        await AssertPatientsAsync("A2 B1");
    }

    // The new one may well get the number of the old one.
    [Fact]
    public async Task Directory_DeletedAndMadeAgain_IsServedAndWatched()
    {
        await AssertPatientsAsync("A1");
        Directory.Delete(_area.Directory, recursive: true);
        await AssertUnreadableAsync();
        Directory.CreateDirectory(_area.Directory);
        _area.Write("b.wl", Data.Patient("B1"));
        await AssertPatientsAsync("B1");
        _area.Overwrite("b.wl", "B2");
        await AssertPatientsAsync("B2");
    }

    [Fact]
    public async Task Directory_DeletedAndMadeAgainBetweenTwoReads_IsServedAndWatched()
    {
        await AssertPatientsAsync("A1");
        Directory.Delete(_area.Directory, recursive: true);
        Directory.CreateDirectory(_area.Directory);
        _area.Write("b.wl", Data.Patient("B1"));
        await AssertPatientsAsync("B1");
        _area.Overwrite("b.wl", "B2");
        await AssertPatientsAsync("B2");
    }

    // Here the read fails after it has taken what the watch told.
    [Fact]
    public async Task Directory_ReplacedByAFileForAWhile_ThrowsAndLosesNoChanges()
    {
        await AssertPatientsAsync("A1");
        _area.Overwrite("a.wl", "A2");
        Directory.Move(_area.Directory, Away);
        await File.WriteAllTextAsync(_area.Directory, "", TestContext.Current.CancellationToken);
        await AssertUnreadableAsync();
        File.Delete(_area.Directory);
        Directory.Move(Away, _area.Directory);
        await AssertPatientsAsync("A2");
        _area.Overwrite("a.wl", "A3");
        await AssertPatientsAsync("A3");
    }

    [Fact]
    public async Task Directory_ALinkThatIsPointedElsewhere_TheOtherIsServedAndWatched()
    {
        await AssertPatientsAsync("A1");
        Directory.Move(_area.Directory, Away);
        Directory.CreateSymbolicLink(_area.Directory, Away);
        await AssertPatientsAsync("A1");
        string other = Directory.CreateDirectory(_area.Directory + "-other").FullName;
        File.Delete(_area.Directory);
        Directory.CreateSymbolicLink(_area.Directory, other);
        await AssertPatientsAsync("");
        _area.Write("b.wl", Data.Patient("B1"));
        await AssertPatientsAsync("B1");
    }

    [Fact]
    public async Task Watch_MoreEventsThanTheSystemKeeps_LosesNoChanges()
    {
        int limit = int.Parse(
            await File.ReadAllTextAsync(QueueLimit, TestContext.Current.CancellationToken),
            CultureInfo.InvariantCulture);
        Assert.SkipWhen(limit > MostEvents, $"{limit} events are too many to make here");
        await AssertPatientsAsync("A1");
        MakeEvents(limit + 100);
        _area.Overwrite("a.wl", "A2");
        await AssertPatientsAsync("A2");
        _area.Overwrite("a.wl", "A3");
        await AssertPatientsAsync("A3");
    }

    // The system merges an event with an equal one before it: two files in turn.
    private void MakeEvents(int count)
    {
        File.WriteAllBytes(_area.PathOf("x"), []);
        File.WriteAllBytes(_area.PathOf("y"), []);
        for (var i = 0; i < count; i++)
        {
            File.SetUnixFileMode(_area.PathOf(i % 2 == 0 ? "x" : "y"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private void WriteAway(string name, string patient) =>
        File.WriteAllBytes(Path.Join(Away, name), Data.Encode(Data.Patient(patient)));

    private async Task AssertPatientsAsync(string expected)
    {
        WorklistSnapshot snapshot = (await _served.ReadAsync(TestContext.Current.CancellationToken)).Worklist;
        Assert.Equal(expected, string.Join(' ', snapshot.Entries.Select(Data.PatientOf)));
    }

    private async Task AssertUnreadableAsync()
    {
        StorageAreaException e = await Assert.ThrowsAsync<StorageAreaException>(
            () => _served.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal("The storage area cannot be read", e.ErrorComment);
    }
}
