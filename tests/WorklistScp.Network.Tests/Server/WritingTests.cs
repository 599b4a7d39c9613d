using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Server;
using WorklistScp.Network.Services;
using WorklistScp.Network.Tests.Associations;
using WorklistScp.Network.Turns;
using WorklistScp.Network.UpperLayer;

namespace WorklistScp.Network.Tests.Server;

public sealed class WritingTests
{
    private const int ResponseLength = 1000;
    private const int BurstLength = 48 * 1024;

    [Fact]
    public async Task Peer_ThatDoesNotRead_StopsTheProvider()
    {
        var provided = 0;
        using var aborting = new CancellationTokenSource();
        var provider = new ScriptedProvider((_, token) => Endless(() => provided++, token));
        var stream = new ScriptedStream(stallLength: BurstLength);
        await using UpperLayerConnection connection = Accept(stream);
        await using var association = new ServerAssociation(connection, Services(provider), "#1", null);
        await stream.SendAsync(RawPeer.Bytes(
            RawPeer.Request(), RawPeer.Command(3, RawPeer.FindRequest(hasIdentifier: false))));

        Task running = association.RunAsync(CancellationToken.None, aborting.Token);
        await stream.Stalled.WaitAsync(TestContext.Current.CancellationToken);

        Assert.InRange(provided, 1, (BurstLength / ResponseLength) + 1);
        Assert.InRange(connection.UnflushedBytes, 1, BurstLength + (2 * ResponseLength));
        Assert.False(running.IsCompleted);
        await aborting.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Find_WhatFitsInABurst_IsOneWrite()
    {
        var stream = new ScriptedStream(stallLength: 1);
        using var aborting = new CancellationTokenSource();
        await using UpperLayerConnection connection = Accept(stream);
        await using var association = new ServerAssociation(
            connection, Services(ScriptedProvider.Matches(50)), "#1", null);
        await stream.SendAsync(RawPeer.Bytes(
            RawPeer.Request(), RawPeer.Command(3, RawPeer.FindRequest(hasIdentifier: false)), new AReleaseRQ()));

        Task running = association.RunAsync(CancellationToken.None, aborting.Token);
        await stream.Stalled.WaitAsync(TestContext.Current.CancellationToken);

        Assert.True(Assert.Single(stream.WriteLengths) > 50 * "Vivaldi^Antonio".Length);
        Assert.Equal(UpperLayerState.Sta13, connection.State);
        await aborting.CancelAsync();
        await running;
    }

    private static UpperLayerConnection Accept(Stream stream) => UpperLayerConnection.Accept(
        stream,
        new UpperLayerSettings(16384, TimeSpan.FromSeconds(30), null),
        TimeProvider.System, NullLogger.Instance, "#1");

    private static ServerServices Services(IDicomCFindProvider provider)
    {
        var options = new DicomServerOptions();
        DicomServices offered = new DicomServices().Add(WorklistModel.UID, provider);
        return new ServerServices(
            options, new AssociationNegotiator(options.Policy, offered.SOPClasses), new AssociationSlots(1),
            offered,
            (_, _) => ValueTask.FromResult<bool?>(true), new WorkTurns(threads: 1, TimeProvider.System),
            TimeProvider.System, NullLogger.Instance);
    }

    private static async IAsyncEnumerable<DicomCFindResponse> Endless(
        Action count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var value = new byte[ResponseLength];
        while (!cancellationToken.IsCancellationRequested)
        {
            count();
            yield return new DicomCFindResponse(
                DicomStatus.Pending, new DicomDataset(new DicomElement(DicomTag.PatientComments, DicomVR.LT, value)));
        }

        await Task.CompletedTask;
    }
}
