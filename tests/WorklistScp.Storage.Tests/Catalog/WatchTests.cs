using System.Diagnostics;
using System.IO.MemoryMappedFiles;

namespace WorklistScp.Storage.Tests.Catalog;

/// <summary>Changes that only inotify can tell of: the clock stands still, nothing is looked at again.</summary>
public sealed class WatchTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TestArea _area = new();

    public WatchTests()
    {
        _area.Write("a.wl", Data.Patient("A1"));
        _area.Write("b.wl", Data.Patient("B1"));
    }

    public void Dispose() => _area.Dispose();

    [Fact]
    public async Task Watch_FilesAddedAndDeleted_AreNoticed()
    {
        await AssertPatientsAsync("A1 B1");
        _area.Write("c.wl", Data.Patient("C1"));
        await AssertPatientsAsync("A1 B1 C1");
        File.Delete(_area.PathOf("a.wl"));
        await AssertPatientsAsync("B1 C1");
        File.Delete(_area.PathOf("b.wl"));
        File.Delete(_area.PathOf("c.wl"));
        await AssertPatientsAsync("");
    }

    [Fact]
    public async Task Watch_FileRenamedIn_IsNoticed()
    {
        string outside = Path.Join(_area.Root, "outside.wl");
        await File.WriteAllBytesAsync(
            outside, Data.Encode(Data.Patient("C1")), TestContext.Current.CancellationToken);
        await AssertPatientsAsync("A1 B1");
        File.Move(outside, _area.PathOf("c.wl"));
        await AssertPatientsAsync("A1 B1 C1");
    }

    [Fact]
    public async Task Watch_FileRenamedOut_IsNoticed()
    {
        await AssertPatientsAsync("A1 B1");
        File.Move(_area.PathOf("a.wl"), Path.Join(_area.Root, "outside.wl"));
        await AssertPatientsAsync("B1");
    }

    [Fact]
    public async Task Watch_FilesRenamedWithin_AreNoticed()
    {
        await AssertPatientsAsync("A1 B1");
        File.Move(_area.PathOf("a.wl"), _area.PathOf("c.wl"));
        await AssertPatientsAsync("B1 A1");
        File.Move(_area.PathOf("b.wl"), _area.PathOf("b.off"));
        await AssertPatientsAsync("A1");
        File.Move(_area.PathOf("b.off"), _area.PathOf("b.wl"));
        await AssertPatientsAsync("B1 A1");
    }

    [Fact]
    public async Task Watch_FilesThatChangeTheirNames_AreNoticed()
    {
        await AssertPatientsAsync("A1 B1");
        File.Move(_area.PathOf("a.wl"), _area.PathOf("x"));
        File.Move(_area.PathOf("b.wl"), _area.PathOf("a.wl"));
        File.Move(_area.PathOf("x"), _area.PathOf("b.wl"));
        await AssertPatientsAsync("B1 A1");
    }

    // Twice, and without a pause: the second change may leave the very stamp of the first.
    [Fact]
    public async Task Watch_FileOverwrittenInPlaceOfSameSizeAndTime_IsNoticed()
    {
        await AssertPatientsAsync("A1 B1");
        _area.Overwrite("a.wl", "A2");
        await AssertPatientsAsync("A2 B1");
        _area.Overwrite("a.wl", "A3");
        await AssertPatientsAsync("A3 B1");
    }

    [Fact]
    public async Task Watch_FileReplacedByRename_IsNoticed()
    {
        await AssertPatientsAsync("A1 B1");
        _area.Write("a.new", Data.Patient("A2"));
        await AssertPatientsAsync("A1 B1");
        File.Move(_area.PathOf("a.new"), _area.PathOf("a.wl"), overwrite: true);
        await AssertPatientsAsync("A2 B1");
    }

    [Fact]
    public async Task Watch_FileRewrittenThroughAHandleThatStaysOpen_IsNoticedAtEachStep()
    {
        byte[] bytes = Data.Encode(Data.Patient("A2"));
        await using FileStream file = _area.OpenForWriting("a.wl");
        await AssertPatientsAsync("A1 B1");
        file.SetLength(0);
        await AssertPatientsAsync("B1");
        file.Write(bytes.AsSpan(..100));
        await AssertPatientsAsync("B1");
        file.Write(bytes.AsSpan(100..));
        await AssertPatientsAsync("A2 B1");
    }

    [Fact]
    public async Task Watch_FileRenamedInBeforeItIsWhole_IsNoticedWhenItsWriterGoesOn()
    {
        byte[] bytes = Data.Encode(Data.Patient("C1"));
        await AssertPatientsAsync("A1 B1");
        await using FileStream file = _area.OpenForWriting("../outside");
        file.Write(bytes.AsSpan(..100));
        File.Move(Path.Join(_area.Root, "outside"), _area.PathOf("c.wl"));
        await AssertPatientsAsync("A1 B1");
        file.Write(bytes.AsSpan(100..));
        await AssertPatientsAsync("A1 B1 C1");
    }

    [Fact]
    public async Task Watch_FileChangedThroughMappedMemory_IsNoticedOnceItIsClosed()
    {
        byte[] bytes = _area.EncodeAs("a.wl", "A2");
        await AssertPatientsAsync("A1 B1");
        using (var file = MemoryMappedFile.CreateFromFile(_area.PathOf("a.wl"), FileMode.Open))
        using (MemoryMappedViewAccessor view = file.CreateViewAccessor(0, bytes.Length))
        {
            view.WriteArray(0, bytes, 0, bytes.Length);
        }

        // A process that another test is starting may have the file open a moment longer.
        var waiting = Stopwatch.StartNew();
        while (await _area.ReadPatientsAsync() != "A2 B1")
        {
            Assert.True(waiting.Elapsed < Limit, "the change is not noticed");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Watch_SeveralChangesBetweenTwoReads_AreAllNoticed()
    {
        _area.Write("c.wl", Data.Patient("C1"));
        await AssertPatientsAsync("A1 B1 C1");
        _area.Overwrite("a.wl", "A2");
        _area.Overwrite("a.wl", "A3");
        File.Delete(_area.PathOf("b.wl"));
        _area.Write("b.wl", Data.Patient("B2"));
        File.Move(_area.PathOf("c.wl"), _area.PathOf("d.wl"));
        _area.Write("e.wl", Data.Patient("E1"));
        _area.Write("f.wl", Data.Patient("F1"));
        File.Delete(_area.PathOf("f.wl"));
        await AssertPatientsAsync("A3 B2 C1 E1");
    }

    [Fact]
    public async Task Watch_FileBecomesADirectoryThenAFifoThenAFile_IsServedAgain()
    {
        await AssertPatientsAsync("A1 B1");
        File.Delete(_area.PathOf("a.wl"));
        Directory.CreateDirectory(_area.PathOf("a.wl"));
        await AssertPatientsAsync("B1");
        Directory.Delete(_area.PathOf("a.wl"));
        await _area.ShellAsync("mkfifo a.wl");
        await AssertPatientsAsync("B1");
        File.Delete(_area.PathOf("a.wl"));
        _area.Write("a.wl", Data.Patient("A2"));
        await AssertPatientsAsync("A2 B1");
    }

    [Fact]
    public async Task Watch_FileThatIsGivenAGoodName_IsServed()
    {
        await AssertPatientsAsync("A1 B1");
        // f\xfcr.wl, as ISO 8859-1 systems write it
        await _area.ShellAsync("mv a.wl \"$(printf 'f\\374r.wl')\"");
        await AssertPatientsAsync("B1");
        await _area.ShellAsync("mv \"$(printf 'f\\374r.wl')\" f\u00fcr.wl");
        await AssertPatientsAsync("B1 A1");
    }

    private async Task AssertPatientsAsync(string expected) => Assert.Equal(expected, await _area.ReadPatientsAsync());
}
