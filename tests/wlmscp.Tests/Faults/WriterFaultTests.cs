using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Faults;

/// <summary>Writers that do not release their lock as they should.</summary>
public sealed class WriterFaultTests : IDisposable
{
    private readonly FaultScene _scene = new();

    public static TheoryData<string> Kinds => new("flock", "fcntl");

    public void Dispose() => _scene.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Writer_KilledWithItsLock_LetsTheQueryThatWaitsBeAnswered(string kind)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--lock-timeout", "30");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using WriterProcess writer = await WriterProcess.StartAsync(_scene.Area, kind);
        Task<string[]> query = daemon.FindPatientIDsAsync();

        await bystander.GetAnswersAsync(20);
        Assert.False(query.IsCompleted);
        writer.Kill();

        Assert.Equal(["FIRST"], await query);
        await bystander.FinishAsync();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Writer_ThatKeepsItsLock_IsA700ForItsAreaAlone(string kind)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--lock-timeout", "0.1");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using WriterProcess writer = await WriterProcess.StartAsync(_scene.Area, kind);
        await using DicomClient client = await daemon.ConnectAsync();

        for (var i = 0; i < 5; i++)
        {
            DicomCFindResponse response = Assert.Single(await client.FindAsync(Keys.Key(DicomTag.PatientID)));
            Assert.Equal(DicomStatus.OutOfResources, response.Status);
            Assert.Equal("The worklist is locked by a writer", response.ErrorComment);
        }

        writer.Kill();
        await Eventually.IsTrueAsync(() => IsFree(), "the lock");
        Assert.Equal(2, (await client.FindAsync(Keys.Key(DicomTag.PatientID))).Count);
        await bystander.FinishAsync();
    }

    [Fact]
    public async Task Queries_ManyThatWaitForALock_LeaveOthersAlone_AndAreAllAnswered()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--lock-timeout", "30");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using WriterProcess writer = await WriterProcess.StartAsync(_scene.Area, "fcntl");
        Task<string[]>[] queries = [.. Enumerable.Range(0, 40).Select(_ => daemon.FindPatientIDsAsync())];

        await bystander.GetAnswersAsync(20);
        Assert.DoesNotContain(queries, query => query.IsCompleted);
        writer.Kill();

        Assert.All(await Task.WhenAll(queries), ids => Assert.Equal(["FIRST"], ids));
        await bystander.FinishAsync();
    }

    private bool IsFree()
    {
        using var record = LockFiles.TryLockRecord(_scene.Area.LockFile);
        using var flock = LockFiles.TryFlock(_scene.Area.LockFile);
        return record is not null && flock is not null;
    }
}
