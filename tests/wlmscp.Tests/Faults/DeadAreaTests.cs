using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Faults;

/// <summary>A storage area lies on a file system that hangs.</summary>
public sealed class DeadAreaTests : IDisposable
{
    private const int Askers = 8;

    private readonly FaultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Area_ThatHangs_KeepsNobodyElseWaiting_AndIsServedWhenItAnswers(bool fromTheStart)
    {
        DeadFileSystem? dead = fromTheStart ? DeadFileSystem.MountOver(_scene.Area.Path) : null;
        try
        {
            await using WlmscpProcess daemon = await _scene.StartAsync();
            await using Bystander bystander = await Bystander.StartAsync(daemon);
            if (!fromTheStart)
            {
                Assert.Equal(["FIRST"], await daemon.FindPatientIDsAsync());
                dead = DeadFileSystem.MountOver(_scene.Area.Path);
            }

            Task<DicomCFindResponse[]>[] asked = [.. Enumerable.Range(0, Askers).Select(_ => AskAsync(daemon))];
            await bystander.GetAnswersAsync(100);
            await using (Bystander another = await Bystander.StartAsync(daemon))
            {
                await another.FinishAsync();
            }

            // They are not kept for ever either.
            foreach (DicomCFindResponse[] responses in await Task.WhenAll(asked))
            {
                DicomCFindResponse response = Assert.Single(responses);
                Assert.Equal(DicomStatus.OutOfResources, response.Status);
                Assert.Equal("The storage area does not answer", response.ErrorComment);
            }

            dead!.Dispose();
            dead = null;
            Assert.Equal(["FIRST"], await daemon.FindPatientIDsAsync());
            await bystander.FinishAsync();
            Assert.Equal(0, await daemon.StopAsync());
        }
        finally
        {
            dead?.Dispose();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AreaThatIsALinkToWhereItHangs_KeepsNobodyElseWaiting_NorTheStart(bool fromTheStart)
    {
        string elsewhere = _scene.Root.Combine(".elsewhere");
        new WorklistArea(elsewhere, "A").Write("1.wl", new Entry { PatientID = "LINKED" });
        Directory.CreateSymbolicLink(_scene.Root.Combine("LINK"), Path.Join(elsewhere, "A"));
        DeadFileSystem? dead = fromTheStart ? DeadFileSystem.MountOver(elsewhere) : null;
        try
        {
            await using WlmscpProcess daemon = await _scene.StartAsync();
            await using Bystander bystander = await Bystander.StartAsync(daemon);
            if (!fromTheStart)
            {
                Assert.Equal(DicomStatus.Success, (await AskAsync(daemon, "LINK"))[^1].Status);
                dead = DeadFileSystem.MountOver(elsewhere);
            }

            Task<DicomCFindResponse[]>[] asked =
                [.. Enumerable.Range(0, Askers).Select(_ => AskAsync(daemon, "LINK"))];
            await bystander.GetAnswersAsync(100);
            await using (Bystander another = await Bystander.StartAsync(daemon))
            {
                await another.FinishAsync();
            }

            foreach (DicomCFindResponse[] responses in await Task.WhenAll(asked))
            {
                Assert.Equal("The storage area does not answer", Assert.Single(responses).ErrorComment);
            }

            dead!.Dispose();
            dead = null;
            Assert.Equal(2, (await AskAsync(daemon, "LINK")).Length);
            await bystander.FinishAsync();
            Assert.Equal(0, await daemon.StopAsync());
        }
        finally
        {
            dead?.Dispose();
        }
    }

    [Fact]
    public async Task FileThatBecomesALinkToWhereItHangs_KeepsNobodyElseWaiting()
    {
        string elsewhere = _scene.Root.Combine(".elsewhere");
        Directory.CreateDirectory(elsewhere);
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        Assert.Equal(["FIRST"], await daemon.FindPatientIDsAsync());
        using DeadFileSystem dead = DeadFileSystem.MountOver(elsewhere);
        File.Delete(_scene.Area.Combine("1.wl"));
        File.CreateSymbolicLink(_scene.Area.Combine("1.wl"), Path.Join(elsewhere, "1.wl"));

        Task<DicomCFindResponse[]>[] asked =
            [.. Enumerable.Range(0, Askers).Select(_ => AskAsync(daemon, "AETITLE_1"))];
        await bystander.GetAnswersAsync(100);

        foreach (DicomCFindResponse[] responses in await Task.WhenAll(asked))
        {
            Assert.Equal("The storage area does not answer", Assert.Single(responses).ErrorComment);
        }

        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task LockfileThatIsALinkToWhereItHangs_KeepsNobodyElseWaiting()
    {
        string elsewhere = _scene.Root.Combine(".elsewhere");
        Directory.CreateDirectory(elsewhere);
        string lockFile = _scene.Area.Combine("lockfile");
        File.Move(lockFile, Path.Join(elsewhere, "lockfile"));
        File.CreateSymbolicLink(lockFile, Path.Join(elsewhere, "lockfile"));
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        Assert.Equal(["FIRST"], await daemon.FindPatientIDsAsync());
        DeadFileSystem? dead = DeadFileSystem.MountOver(elsewhere);
        try
        {
            Task<DicomCFindResponse[]>[] asked =
                [.. Enumerable.Range(0, Askers).Select(_ => AskAsync(daemon, "AETITLE_1"))];
            await bystander.GetAnswersAsync(100);

            foreach (DicomCFindResponse[] responses in await Task.WhenAll(asked))
            {
                Assert.Equal("The storage area does not answer", Assert.Single(responses).ErrorComment);
            }

            dead.Dispose();
            dead = null;
            Assert.Equal(["FIRST"], await daemon.FindPatientIDsAsync());
            await bystander.FinishAsync();
            Assert.Equal(0, await daemon.StopAsync());
        }
        finally
        {
            dead?.Dispose();
        }
    }

    [Fact]
    public async Task Sigterm_WhileAnAreaHangs_Ends()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        Assert.Equal(["FIRST"], await daemon.FindPatientIDsAsync());
        using DeadFileSystem dead = DeadFileSystem.MountOver(_scene.Area.Path);
        await using DicomClient client = await daemon.ConnectAsync();
        Task asked = client.FindAsync(Keys.Key(DicomTag.PatientID));
        await using (Bystander bystander = await Bystander.StartAsync(daemon))
        {
            await bystander.FinishAsync();
        }

        Assert.Equal(0, await daemon.StopAsync());

        await Task.WhenAny(asked);
    }

    private static async Task<DicomCFindResponse[]> AskAsync(WlmscpProcess daemon, string area = "AETITLE_1")
    {
        await using DicomClient client = await Peers.ConnectAsync(daemon.Port, area);
        return [.. await client.FindAsync(Keys.Key(DicomTag.PatientID))];
    }
}
