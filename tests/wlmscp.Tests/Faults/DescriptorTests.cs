using WorklistScp.Network.Client;
using WorklistScp.Network.Dimse;

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
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using DicomClient other = await daemon.ConnectAsync();
        await bystander.FinishAsync(); // a query needs descriptors
        await OpenFiles.LimitAsync(daemon, 10);
        Task<DicomClient> connecting = daemon.ConnectAsync(Bystander.Area);
        await daemon.WaitForErrorLineAsync(line => line.Contains("cannot accept", StringComparison.Ordinal));
        Assert.Equal(DicomStatus.Success, await other.CEchoAsync(Cancelled));
        Assert.Equal(
            DicomStatus.OutOfResources, (await other.FindAsync(Keys.Key(DicomTag.PatientID)))[^1].Status);
        await OpenFiles.LimitAsync(daemon, 1000);

        await using DicomClient connected = await connecting;
        Assert.Equal(4, (await connected.FindAsync(Keys.Key(DicomTag.PatientID))).Count);
        Assert.Equal(2, (await other.FindAsync(Keys.Key(DicomTag.PatientID))).Count);
        await daemon.WaitForErrorLineAsync(
            line => line.EndsWith(" WARN connections are accepted again", StringComparison.Ordinal));
        Assert.Single(daemon.ErrorLines, line => line.Contains("cannot accept", StringComparison.Ordinal));
    }
}
