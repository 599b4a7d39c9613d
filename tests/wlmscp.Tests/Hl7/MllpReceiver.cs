using System.Net;
using System.Net.Sockets;
using System.Text;
using WorklistScp.Hl7.Messages;

namespace Wlmscp.Tests.Hl7;

/// <summary>A receiver of HL7 messages, byte by byte, that remembers what came.</summary>
internal sealed class MllpReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<Hl7Message, string?> _answer;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly List<Hl7Message> _received = [];
    private readonly Task _accepting;

    private MllpReceiver(int port, Func<Hl7Message, string?>? answer)
    {
        _answer = answer ?? (_ => "AA");
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What the command line calls it.</summary>
    public string Name => NameOf(((IPEndPoint)_listener.LocalEndpoint).Port);

    /// <summary>What came so far.</summary>
    public IReadOnlyList<Hl7Message> Received
    {
        get
        {
            lock (_lock)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>What the command line calls one at a port.</summary>
    public static string NameOf(int port) => FormattableString.Invariant($"127.0.0.1:{port}");

    /// <summary>Starts one.</summary>
    /// <param name="answer">MSA-1 for a message, null where it closes the connection; not there: always AA.</param>
    /// <param name="port">Where; 0: anywhere.</param>
    public static MllpReceiver Start(Func<Hl7Message, string?>? answer = null, int port = 0) => new(port, answer);

    /// <summary>Waits until so many messages have come.</summary>
    /// <returns>ORC-1 and ORC-5 of each: <c>SC IP</c>.</returns>
    public async Task<string[]> WaitForAsync(int count)
    {
        await Eventually.IsTrueAsync(() => Received.Count >= count, $"{count} messages");
        return [.. Received.Select(message => $"{message.TextAt("ORC", 1)} {message.TextAt("ORC", 5)}")];
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient connection = client;
        NetworkStream stream = connection.GetStream();
        var bytes = new List<byte>();
        var one = new byte[1];
        try
        {
            while (await stream.ReadAsync(one, _end.Token) > 0)
            {
                bytes.Add(one[0]);
                if (bytes is not [0x0b, .., 0x1c, 0x0d])
                {
                    continue;
                }

                bool isMessage = Hl7Message.TryParse(
                    bytes.ToArray().AsSpan()[1..^2], Hl7Limits.Default, out Hl7Message? message, out Hl7Fault? fault);
                Assert.True(isMessage, fault?.ToString());
                bytes.Clear();
                lock (_lock)
                {
                    _received.Add(message!);
                }

                if (_answer(message!) is not { } code)
                {
                    return;
                }

                await stream.WriteAsync(
                    Hl7Messages.Framed(Encoding.ASCII.GetBytes(
                        $"MSH|^~\\&|RIS||WLMSCP||20261127080000||ACK|1|P|2.3.1\rMSA|{code}|{message!.ControlID}\r")),
                    _end.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The test or the daemon ends.
        }
    }
}

/// <summary>Values of messages.</summary>
internal static class Hl7MessageTexts
{
    /// <summary>The first component of a field, of the first segment of its name.</summary>
    public static string TextAt(this Hl7Message message, string segment, int field) =>
        message.Find(segment)?[field].First[1] ?? "";
}
