using System.Net;
using System.Net.Sockets;

namespace Wlmscp.Tests.Faults;

/// <summary>A peer that is gone in the middle of what it says.</summary>
public sealed class ResetTests : IDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(30);

    private static readonly byte[] Request = new AssociateRequest().ToBytes();

    // The key Patient ID, empty (PS3.5 7.1.3).
    private static readonly byte[] Identifier = Convert.FromHexString("10002000" + "00000000");

    private static readonly byte[] Query =
    [
        .. RawPeer.Command(3, DicomUID.ModalityWorklistInformationModelFind, 0x0020, 1, hasDataSet: true),
        .. RawPeer.Data(3, isCommand: false, Identifier),
    ];

    private static readonly byte[] Release = Convert.FromHexString("0500" + "00000004" + "00000000");

    private readonly FaultScene _scene = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("reset")]
    [InlineData("close")]
    public async Task Peer_GoneAtAnyByteOfAnAssociation_LeavesOthersAloneAndNothingBehind(string how)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("-ll", "error");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        int open = OpenFiles.Count(daemon);

        for (var length = 0; length <= Request.Length + Query.Length + Release.Length; length++)
        {
            await SpeakAsync(daemon, length, isReset: how == "reset");
        }

        await daemon.AssertServesAsync();
        await Eventually.IsTrueAsync(() => OpenFiles.Count(daemon) <= open + 1, "the end of all connections");
        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
        Assert.Equal([daemon.ReadyLine], daemon.ErrorLines);
    }

    // What is whole is answered before the next is sent, so that the daemon is within what is cut.
    private static async Task SpeakAsync(WlmscpProcess daemon, int length, bool isReset)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, daemon.Port, Cancelled);
        foreach (byte[] part in new[] { Request, Query, Release })
        {
            int sent = Math.Min(length, part.Length);
            await socket.SendAsync(part.AsMemory(0, sent), Cancelled);
            length -= sent;
            if (length == 0)
            {
                break;
            }

            await ReceiveAnswerAsync(socket);
        }

        if (isReset)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0); // closing sends RST
        }
    }

    private static async Task ReceiveAnswerAsync(Socket socket)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(AnswerTime);
        Assert.NotEqual(0, await socket.ReceiveAsync(new byte[16384], limit.Token));
    }
}
