using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Tests.Pdus;
using WorklistScp.Network.UpperLayer;

namespace WorklistScp.Network.Tests.Associations;

/// <summary>How long a PDU may take that has begun to arrive on an association.</summary>
public sealed class PduTimeTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly UpperLayerSettings Settings =
        new(PduBytes.MaxPDataLength, 30 * Second, DimseTimeout: null, PduTimeout: 60 * Second);

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedStream _stream = new(int.MaxValue);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _stream.Dispose();

    [Fact]
    public async Task Wait_RestDoesNotCome_EndsWithThePdusTime()
    {
        await using UpperLayerConnection connection = await AssociateAsync(Settings);
        Assert.Null(await ReceiveAsync(connection, PduBytes.Data[..10]));

        Task waiting = connection.WaitAsync(Cancelled);
        _time.Advance(60 * Second);

        await AssertLateAsync(() => waiting);
    }

    [Fact]
    public async Task Wait_ForAnAnswerMeanwhile_EndsWithThePdusTime()
    {
        await using UpperLayerConnection connection = await AssociateAsync(Settings);
        Assert.Null(await ReceiveAsync(connection, PduBytes.Data[..10]));

        Task waiting = connection.WaitForInputOrAsync(Task.Delay(Timeout.Infinite, Cancelled), Cancelled);
        Assert.False(connection.HasInput());
        _time.Advance(60 * Second);

        await AssertLateAsync(() => waiting);
        Assert.Throws<PduException>(() => connection.HasInput());
    }

    // Each byte is there when it is asked for: there is nothing to wait for.
    [Fact]
    public async Task Receive_AByteNowAndThen_EndsWithThePdusTime()
    {
        await using UpperLayerConnection connection = await AssociateAsync(Settings);
        foreach (byte value in PduBytes.Data[..6])
        {
            Assert.Null(await ReceiveAsync(connection, [value]));
            _time.Advance(10 * Second);
        }

        await AssertLateAsync(() => ReceiveAsync(connection, PduBytes.Data[6..7]));
    }

    [Fact]
    public async Task Receive_RestInTime_CountsAnewWithTheNextPdu()
    {
        await using UpperLayerConnection connection = await AssociateAsync(Settings);
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(await ReceiveAsync(connection, PduBytes.Data[..10]));
            _time.Advance(59 * Second);
            Assert.IsType<PDataTF>(await ReceiveAsync(connection, PduBytes.Data[10..]));
        }

        _time.Advance(60 * Second);
        Assert.False(connection.HasInput());
        Assert.IsType<PDataTF>(await ReceiveAsync(connection, PduBytes.Data));
    }

    [Fact]
    public async Task Receive_WithoutALimit_TakesAnyTime()
    {
        await using UpperLayerConnection connection = await AssociateAsync(Settings with { PduTimeout = null });
        Assert.Null(await ReceiveAsync(connection, PduBytes.Data[..10]));
        _time.Advance(TimeSpan.FromDays(1));

        Assert.False(connection.HasInput());
        Assert.IsType<PDataTF>(await ReceiveAsync(connection, PduBytes.Data[10..]));
    }

    [Fact]
    public async Task Wait_SilenceEndsFirst_IsSilence()
    {
        await using UpperLayerConnection connection =
            await AssociateAsync(Settings with { DimseTimeout = 10 * Second });
        Assert.Null(await ReceiveAsync(connection, PduBytes.Data[..10]));

        Task waiting = connection.WaitAsync(Cancelled);
        _time.Advance(10 * Second);

        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
    }

    // Sta2 and Sta13 are ARTIM's (PS3.8 9.1.5).
    [Fact]
    public async Task Receive_BesideArtim_HasNoTimeOfItsOwn()
    {
        await using UpperLayerConnection connection = Accept(Settings with { PduTimeout = Second });
        Assert.Null(await ReceiveAsync(connection, PduBytes.Request[..10]));
        _time.Advance(29 * Second);

        Assert.IsType<AAssociateRQ>(await ReceiveAsync(connection, PduBytes.Request[10..]));
    }

    [Fact]
    public async Task Wait_AfterTheAbort_EndsWithArtim()
    {
        await using UpperLayerConnection connection = await AssociateAsync(Settings);
        Assert.Null(await ReceiveAsync(connection, PduBytes.Data[..10]));
        _time.Advance(60 * Second);
        await AssertLateAsync(() => connection.WaitAsync(Cancelled));
        connection.Send(new AAbort(AbortSource.ServiceProvider, AbortReason.NotSpecified));

        Assert.Null(await ReceiveAsync(connection, PduBytes.Data[10..12]));
        Assert.Equal(UpperLayerState.Sta13, connection.State);
        _time.Advance(30 * Second);
        await connection.WaitAsync(Cancelled);

        Assert.Equal(UpperLayerState.Sta1, connection.State);
    }

    private static async Task AssertLateAsync(Func<Task> act)
    {
        PduException e = await Assert.ThrowsAsync<PduException>(act);
        Assert.Equal(AbortReason.NotSpecified, e.Reason);
        Assert.Equal("a PDU did not arrive in full within 60 s", e.Message);
    }

    private UpperLayerConnection Accept(UpperLayerSettings settings) =>
        UpperLayerConnection.Accept(_stream, settings, _time, NullLogger.Instance, "#1");

    private async Task<UpperLayerConnection> AssociateAsync(UpperLayerSettings settings)
    {
        UpperLayerConnection connection = Accept(settings);
        Assert.IsType<AAssociateRQ>(await ReceiveAsync(connection, PduBytes.Request));
        connection.Send(new AAssociateAC(
            new byte[64], DicomUID.DICOMApplicationContext, [],
            new UserInformation(16384, DicomUID.ImplementationClass, "TEST")));
        return connection;
    }

    // The PDU that these bytes complete; null: more are needed.
    private async Task<Pdu?> ReceiveAsync(UpperLayerConnection connection, byte[] bytes)
    {
        await _stream.SendAsync(bytes);
        await connection.WaitAsync(Cancelled);
        return connection.TryReceive(out Pdu? pdu) ? pdu : null;
    }
}
