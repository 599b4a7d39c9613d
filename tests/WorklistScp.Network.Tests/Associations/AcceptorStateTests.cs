using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Tests.Pdus;
using WorklistScp.Network.Tests.Server;
using WorklistScp.Network.UpperLayer;

namespace WorklistScp.Network.Tests.Associations;

/// <summary>
/// What an acceptor's connection does with each PDU, with the end of the transport and with ARTIM, in each state that
/// it comes to: Sta2, Sta3, Sta6, Sta8, Sta13. It never asks for release, so that Sta7 and Sta9 to Sta12 do not occur.
/// </summary>
public sealed class AcceptorStateTests
{
    /// <summary>
    /// A line for each event, a column for each state. Before &gt; what is done: <c>get</c>, the PDU is handed on;
    /// <c>2/1</c>, A-ABORT of source 2 with reason 1 is sent; <c>-</c>, nothing. Behind it: the next state.
    /// In Sta2 the action AA-1 asks for source 0, the service user, which has no reason to give; this server gives one.
    /// </summary>
    private const string Expected = """
                         2        3        6        8        13
        A-ASSOCIATE-RQ   get>3    2/2>13   2/2>13   2/2>13   2/2>13
        A-ASSOCIATE-AC   2/2>13   2/2>13   2/2>13   2/2>13   ->13
        A-ASSOCIATE-RJ   2/2>13   2/2>13   2/2>13   2/2>13   ->13
        P-DATA-TF        2/2>13   2/2>13   get>6    2/2>13   ->13
        A-RELEASE-RQ     2/2>13   2/2>13   get>8    2/2>13   ->13
        A-RELEASE-RP     2/2>13   2/2>13   2/2>13   2/2>13   ->13
        A-ABORT          get>1    get>1    get>1    get>1    get>1
        unrecognized     2/1>13   2/1>13   2/1>13   2/1>13   2/1>13
        invalid          2/6>13   2/6>13   2/6>13   2/6>13   2/6>13
        half-a-PDU       ->2      ->3      ->6      ->8      ->13
        closed           ->1      ->1      ->1      ->1      ->1
        ARTIM            ->1      ->3      ->6      ->8      ->1
        """;

    private static readonly TimeSpan Artim = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, byte[]> Pdus = new()
    {
        ["A-ASSOCIATE-RQ"] = PduBytes.Request,
        ["A-ASSOCIATE-AC"] = PduBytes.Accept,
        ["A-ASSOCIATE-RJ"] = PduBytes.Reject,
        ["P-DATA-TF"] = PduBytes.Data,
        ["A-RELEASE-RQ"] = PduBytes.ReleaseRequest,
        ["A-RELEASE-RP"] = PduBytes.ReleaseReply,
        ["A-ABORT"] = PduBytes.Abort,
        ["unrecognized"] = PduBytes.Hex("0800 00000004 00000000"),
        ["invalid"] = PduBytes.Hex("0500 00000005 0000000000"), // A-RELEASE-RQ, which has four bytes
        ["half-a-PDU"] = PduBytes.Data[..10],
    };

    private static readonly AAssociateAC Accept = new(
        new byte[64], DicomUID.DICOMApplicationContext, [],
        new UserInformation(16384, DicomUID.ImplementationClass, "TEST"));

    private readonly FakeTimeProvider _time = new();

    public static TheoryData<string, int, string> Cells => [.. ExpectedCells()];

    /// <summary>What this side may send: PDU, state, next state (PS3.8 table 9-10, Evt7 to 9, 14, 15).</summary>
    public static TheoryData<string, int, int> Primitives => new()
    {
        { "A-ASSOCIATE-AC", 3, 6 },
        { "A-ASSOCIATE-RJ", 3, 13 },
        { "P-DATA-TF", 6, 6 },
        { "P-DATA-TF", 8, 8 },
        { "A-RELEASE-RP", 8, 13 },
        { "A-ABORT", 3, 13 },
        { "A-ABORT", 6, 13 },
        { "A-ABORT", 8, 13 },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Connection_EachEventInEachState_DoesWhatTheStandardSays(string what, int state, string expected)
    {
        var stream = new ScriptedStream(int.MaxValue);
        await using UpperLayerConnection connection = await ReachAsync(stream, (UpperLayerState)state);
        stream.Writes.Clear();

        string done = what switch
        {
            "closed" => await CloseAsync(stream, connection),
            "ARTIM" => await ExpireAsync(connection),
            _ => await ReceiveAsync(stream, connection, Pdus[what]),
        };

        Assert.Equal(expected, $"{done}>{(int)connection.State}");
    }

    [Theory]
    [MemberData(nameof(Primitives))]
    public async Task Send_EachPduThatAStateAllows_IsWritten(string what, int state, int next)
    {
        var stream = new ScriptedStream(int.MaxValue);
        await using UpperLayerConnection connection = await ReachAsync(stream, (UpperLayerState)state);
        stream.Writes.Clear();
        Pdu pdu = Sent(what);

        connection.Send(pdu);
        await connection.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(RawPeer.Bytes(pdu), Assert.Single(stream.Writes));
        Assert.Equal(next, (int)connection.State);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(13)]
    public async Task Send_EachPduThatAStateDoesNotAllow_IsAFaultOfThisSide(int state)
    {
        string[] allowed = [.. Primitives.Where(row => row.Data.Item2 == state).Select(row => row.Data.Item1)];
        foreach (string what in new[] { "A-ASSOCIATE-AC", "A-ASSOCIATE-RJ", "P-DATA-TF", "A-RELEASE-RP", "A-ABORT" })
        {
            var stream = new ScriptedStream(int.MaxValue);
            await using UpperLayerConnection connection = await ReachAsync(stream, (UpperLayerState)state);

            if (!allowed.Contains(what))
            {
                Assert.Throws<InvalidOperationException>(() => connection.Send(Sent(what)));
            }
        }
    }

    private static IEnumerable<TheoryDataRow<string, int, string>> ExpectedCells()
    {
        string[][] lines =
            [.. Expected.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        return
            from line in lines.Skip(1)
            from column in Enumerable.Range(0, lines[0].Length)
            select new TheoryDataRow<string, int, string>(
                line[0], int.Parse(lines[0][column], null), line[column + 1]);
    }

    private static Pdu Sent(string what) => what switch
    {
        "A-ASSOCIATE-AC" => Accept,
        "A-ASSOCIATE-RJ" => new AAssociateRJ(1, 1, 7),
        "P-DATA-TF" => new PDataTF([new PresentationDataValue(1, true, true, new byte[] { 1, 2 })]),
        "A-RELEASE-RP" => new AReleaseRP(),
        _ => new AAbort(AbortSource.ServiceUser, AbortReason.NotSpecified),
    };

    // Sta13 is where every association ends: here by release.
    private async Task<UpperLayerConnection> ReachAsync(ScriptedStream stream, UpperLayerState state)
    {
        UpperLayerConnection connection = UpperLayerConnection.Accept(
            stream, new UpperLayerSettings(PduBytes.MaxPDataLength, Artim, null), _time, NullLogger.Instance, "#1");
        if (state >= UpperLayerState.Sta3)
        {
            Assert.Equal("get", await ReceiveAsync(stream, connection, PduBytes.Request));
        }

        if (state >= UpperLayerState.Sta6)
        {
            connection.Send(Accept);
        }

        if (state >= UpperLayerState.Sta8)
        {
            Assert.Equal("get", await ReceiveAsync(stream, connection, PduBytes.ReleaseRequest));
        }

        if (state == UpperLayerState.Sta13)
        {
            connection.Send(new AReleaseRP());
        }

        await connection.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(state, connection.State);
        return connection;
    }

    // As the server does: an offence is answered with the A-ABORT that the exception carries.
    private static async Task<string> ReceiveAsync(
        ScriptedStream stream, UpperLayerConnection connection, byte[] bytes)
    {
        await stream.SendAsync(bytes);
        await connection.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return connection.TryReceive(out _) ? "get" : "-";
        }
        catch (PduException e)
        {
            connection.Send(new AAbort(AbortSource.ServiceProvider, e.Reason));
            await connection.FlushAsync(TestContext.Current.CancellationToken);
            // PS3.8 table 9-26: 9 source | 10 reason
            byte[] abort = stream.Writes[^1];
            Assert.Equal((7, 10), (abort[0], abort.Length));
            return $"{abort[8]}/{abort[9]}";
        }
    }

    private static async Task<string> CloseAsync(ScriptedStream stream, UpperLayerConnection connection)
    {
        stream.EndInput();
        await connection.WaitAsync(TestContext.Current.CancellationToken);
        if (connection.State != UpperLayerState.Sta1)
        {
            await connection.WaitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Empty(stream.Writes);
        return "-";
    }

    // In other states the timer does not run, and the connection waits on.
    private async Task<string> ExpireAsync(UpperLayerConnection connection)
    {
        using var end = new CancellationTokenSource();
        Task waiting = connection.WaitAsync(end.Token);
        _time.Advance(Artim);
        if (connection.State is not (UpperLayerState.Sta2 or UpperLayerState.Sta13))
        {
            await end.CancelAsync();
        }

        await Record.ExceptionAsync(() => waiting);
        return "-";
    }
}
