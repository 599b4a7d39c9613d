using Microsoft.Win32.SafeHandles;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Areas;

public sealed class LockTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public LockTests()
    {
        _area = new WorklistArea(_root.Path);
        _area.Write("1.wl", new Entry { PatientID = "BEFORE" });
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Area_WithoutLockfile_IsA700AndTheLogNamesTheFile()
    {
        File.Delete(_area.LockFile);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        AssertRefused(await daemon.FindAsync(Keys.Key(DicomTag.PatientID)), "The storage area has no lockfile");
        string line = await daemon.WaitForErrorLineAsync(line => line.Contains("A700", StringComparison.Ordinal));
        Assert.Contains($"{_area.LockFile}: no such file; create it", line, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(_area.LockFile, [], TestContext.Current.CancellationToken);
        Assert.Equal(["BEFORE"], await daemon.FindPatientIDsAsync());
    }

    [Fact]
    public async Task Area_WithoutLockfile_IsServedWithNoLockfile()
    {
        File.Delete(_area.LockFile);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--no-lockfile", "--dir", _root.Path);

        Assert.Equal(["BEFORE"], await daemon.FindPatientIDsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Writer_HoldingTheLock_HoldsTheQueryBack(bool recordLock)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--lock-timeout", "30", "--dir", _root.Path);
        SafeFileHandle writer = Lock(recordLock);
        Task<string[]> query = daemon.FindPatientIDsAsync();

        // Another association is served meanwhile; the query was not answered with what the writer takes away.
        await daemon.AssertServesAsync();
        _area.Write("1.wl", new Entry { PatientID = "AFTER" });
        Assert.False(query.IsCompleted);
        writer.Dispose();

        Assert.Equal(["AFTER"], await query);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Writer_KeepingTheLock_IsA700AfterTheTimeout(bool recordLock)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--lock-timeout", "0.1", "--dir", _root.Path);
        using SafeFileHandle writer = Lock(recordLock);

        AssertRefused(await daemon.FindAsync(Keys.Key(DicomTag.PatientID)), "The worklist is locked by a writer");
        string line = await daemon.WaitForErrorLineAsync(line => line.Contains("A700", StringComparison.Ordinal));
        Assert.Contains(_area.LockFile, line, StringComparison.Ordinal);

        writer.Dispose();
        Assert.Equal(["BEFORE"], await daemon.FindPatientIDsAsync());
    }

    [Fact]
    public async Task Writer_WithALockOfOneArea_LeavesOthersAlone()
    {
        new WorklistArea(_root.Path, "AETITLE_2").Write("1.wl", new Entry { PatientID = "OTHER" });
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        using SafeFileHandle writer = Lock(recordLock: true);
        await using DicomClient client = await daemon.ConnectAsync("AETITLE_2");

        List<DicomCFindResponse> responses = await client.FindAsync(Keys.Key(DicomTag.PatientID));

        Assert.Equal("OTHER", responses[0].Text(DicomTag.PatientID));
    }

    // Readers come and go while the writer tries: if one that ends took the lock of another with it, the writer would
    // get in between, and an answer would mix two generations.
    [Fact]
    public async Task Readers_ThatEnd_DoNotTakeTheLockOfOthersWithThem()
    {
        const int Generations = 20;
        await WriteGenerationAsync(0);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--lock-timeout", "30", "--dir", _root.Path);

        Task writing = WriteGenerationsAsync(Generations);
        string[][][] answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => ReadWhileAsync(daemon, writing)));
        await writing;

        Assert.All(answers.SelectMany(each => each), ids => Assert.Single(ids.Distinct()));
        Assert.Equal([$"{Generations}"], (await daemon.FindPatientIDsAsync()).Distinct());
    }

    private async Task WriteGenerationsAsync(int count)
    {
        for (var generation = 1; generation <= count; generation++)
        {
            await WriteGenerationAsync(generation);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    // Writes all files anew under an exclusive lock, one after the other.
    private async Task WriteGenerationAsync(int generation)
    {
        SafeFileHandle? held;
        while ((held = LockFiles.TryLockRecord(_area.LockFile)) is null)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        using (held)
        {
            for (var i = 1; i <= 20; i++)
            {
                _area.Write($"{i}.wl", new Entry { PatientID = $"{generation}" });
            }
        }
    }

    private static async Task<string[][]> ReadWhileAsync(WlmscpProcess daemon, Task writing)
    {
        var answers = new List<string[]>();
        do
        {
            answers.Add(await daemon.FindPatientIDsAsync());
        }
        while (!writing.IsCompleted);
        return [.. answers];
    }

    private SafeFileHandle Lock(bool recordLock)
    {
        SafeFileHandle? handle = recordLock
            ? LockFiles.TryLockRecord(_area.LockFile)
            : LockFiles.TryFlock(_area.LockFile);
        Assert.NotNull(handle);
        return handle;
    }

    private static void AssertRefused(List<DicomCFindResponse> responses, string comment)
    {
        DicomCFindResponse response = Assert.Single(responses);
        Assert.Equal(DicomStatus.OutOfResources, response.Status);
        Assert.Equal(comment, response.ErrorComment);
    }
}
