using WorklistScp.Network;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.Faults;

/// <summary>No file descriptors left: connections must not take those that queries need.</summary>
public sealed class DescriptorTests : IDisposable
{
    private readonly FaultScene _scene = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Connections_MoreThanTheLimitAllows_LeaveEnoughToAnswerQueries()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            OpenFiles.StartWith(150, "--dir", _scene.Root.Path));
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        using var idle = new IdlePeers();

        await idle.ConnectAsync(daemon, 300);
        await bystander.GetAnswersAsync(20);
        idle.Dispose();

        await daemon.AssertServesAsync();
        await bystander.FinishAsync();
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains("cannot accept", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Associations_MoreThanTheLimitAllows_AreToldOfAtStart()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            OpenFiles.StartWith(150, "--dir", _scene.Root.Path, "--max-associations", "100"));

        await daemon.WaitForErrorLineAsync(
            line => line.Contains("no more than 43 connections at once, of 100", StringComparison.Ordinal));
        await daemon.AssertServesAsync();
    }

    // The limit is lowered under what is open: as when another program has taken what the system has.
    [Fact]
    public async Task Accept_WithoutDescriptors_GoesOnWhenTheyComeBack()
    {
        await using WlmscpProcess daemon = await StartWithFreeAnswersAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using DicomClient other = await daemon.ConnectAsync();
        await OpenFiles.LimitAsync(daemon, 10);
        Task<DicomClient> connecting = daemon.ConnectAsync(Bystander.Area);
        await daemon.WaitForErrorLineAsync(line => line.Contains("cannot accept", StringComparison.Ordinal));
        Assert.Equal(DicomStatus.Success, await other.CEchoAsync(Cancelled));
        Assert.Equal(
            DicomStatus.OutOfResources, (await other.FindAsync(Keys.Key(DicomTag.PatientID)))[^1].Status);
        await bystander.GetAnswersAsync();
        await OpenFiles.LimitAsync(daemon, 1000);

        await using DicomClient connected = await connecting;
        Assert.Equal(4, (await connected.FindAsync(Keys.Key(DicomTag.PatientID))).Count);
        Assert.Equal(2, (await other.FindAsync(Keys.Key(DicomTag.PatientID))).Count);
        await daemon.WaitForErrorLineAsync(
            line => line.EndsWith(" WARN connections are accepted again", StringComparison.Ordinal));
        Assert.Single(daemon.ErrorLines, line => line.Contains("cannot accept", StringComparison.Ordinal));
        await bystander.FinishAsync();
    }

    // "Called AE title not recognized" would tell the modality to ask never again.
    [Fact]
    public async Task CalledAETitle_WithoutDescriptorsToLookForIt_IsRejectedForTheMoment()
    {
        await using WlmscpProcess daemon = await StartWithFreeAnswersAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        int open = OpenFiles.Count(daemon);
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
        await Eventually.IsTrueAsync(() => OpenFiles.Count(daemon) > open, "the connection");

        await OpenFiles.LimitAsync(daemon, 10);
        // One that is known needs no descriptor.
        await peer.SendAsync(new AssociateRequest { CalledAETitle = "NEW" }.ToBytes());

        // PS3.8 table 9-21: rejected transient, service provider (presentation), temporary congestion
        Assert.Equal([3, 0, 0, 0, 0, 4, 0, 2, 3, 1], await peer.ReceiveAsync());
        await daemon.WaitForErrorLineAsync(line =>
            line.Contains($" EROR {_scene.Root.Path}: Too many open files", StringComparison.Ordinal));
        await bystander.GetAnswersAsync();
        await OpenFiles.LimitAsync(daemon, 1000);
        await daemon.AssertServesAsync();
        await bystander.FinishAsync();
    }

    // Without lockfile, and while the kernel tells what changed, a query of the other area opens nothing.
    private Task<WlmscpProcess> StartWithFreeAnswersAsync()
    {
        File.Delete(_scene.OtherArea.LockFile);
        return _scene.StartAsync("--no-lockfile", "--rescan", "3600");
    }
}
