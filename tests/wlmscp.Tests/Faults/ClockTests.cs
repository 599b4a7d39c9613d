using WorklistScp.Network;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Faults;

/// <summary>The system's clock is set while the daemon serves.</summary>
public sealed class ClockTests : IDisposable
{
    private readonly FaultScene _scene = new();

    public static TheoryData<string> RescanSeconds => new("0", "5", "3600");

    public void Dispose() => _scene.Dispose();

    [Theory]
    [MemberData(nameof(RescanSeconds))]
    public async Task Clock_SetBackAndForth_NoChangeIsMissed(string rescanSeconds)
    {
        using DaemonClock clock = await DaemonClock.CreateAsync();
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            clock.StartWith("--dir", _scene.Root.Path, "-v", "--rescan", rescanSeconds));
        await using Bystander bystander = await Bystander.StartAsync(daemon);

        foreach (int days in (int[])[-1, -400, 1, 4000, 0])
        {
            clock.Set(TimeSpan.FromDays(days));
            await daemon.WaitForErrorLineAsync(clock.IsToday);
            foreach (string patient in (string[])["A", "B"]) // of one length: the second differs by its time alone
            {
                _scene.Area.Write("1.wl", new Entry { PatientID = $"{patient}{days}" });
                Assert.Equal([$"{patient}{days}"], await daemon.FindPatientIDsAsync());
            }
        }

        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
    }

    [KnowsDates]
    [Fact]
    public async Task Clock_SetBack_LengthensNoWait()
    {
        using DaemonClock clock = await DaemonClock.CreateAsync();
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(clock.StartWith(
            "--dir", _scene.Root.Path, "-v", "--acse-timeout", "1", "--dimse-timeout", "1", "--lock-timeout", "1"));
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using WriterProcess writer = await WriterProcess.StartAsync(_scene.Area, "flock");
        await using RawPeer silent = await RawPeer.ConnectAsync(daemon);
        await using RawPeer associated = await RawPeer.AssociateAsync(daemon);
        Task<List<DicomCFindResponse>> locked = daemon.FindAsync(Keys.Key(DicomTag.PatientID));

        clock.Set(TimeSpan.FromDays(-2));
        await daemon.WaitForErrorLineAsync(clock.IsToday);

        await silent.AssertClosedAsync();
        await associated.AssertAbortedAsync();
        Assert.Equal(DicomStatus.OutOfResources, Assert.Single(await locked).Status);
        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
    }
}
