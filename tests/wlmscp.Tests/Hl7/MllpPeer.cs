using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Wlmscp.Tests.Hl7;

/// <summary>A sender of HL7 messages, well-behaved or not.</summary>
internal sealed class MllpPeer : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };

    private readonly List<byte> _received = [];

    private SslStream? _secured;

    private MllpPeer()
    {
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Connects to the port for HL7, from an address of this machine if one is given.</summary>
    public static async Task<MllpPeer> ConnectAsync(WlmscpProcess daemon, string? from = null)
    {
        var peer = new MllpPeer();
        if (from is not null)
        {
            peer._socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        }

        await peer._socket.ConnectAsync(IPAddress.Loopback, daemon.Hl7Port, Cancelled);
        return peer;
    }

    /// <summary>Connects to the port for HL7 with TLS.</summary>
    /// <param name="daemon">The daemon.</param>
    /// <param name="options">How the handshake is done; null: not at all.</param>
    public static async Task<MllpPeer> ConnectWithTlsAsync(WlmscpProcess daemon, SslClientAuthenticationOptions? options)
    {
        var peer = new MllpPeer();
        await peer._socket.ConnectAsync(IPAddress.Loopback, daemon.Hl7TlsPort, Cancelled);
        if (options is not null)
        {
            peer._secured = new SslStream(new NetworkStream(peer._socket));
            await peer._secured.AuthenticateAsClientAsync(options, Cancelled);
        }

        return peer;
    }

    /// <summary>The subject of the daemon's certificate.</summary>
    public string? RemoteSubject => _secured?.RemoteCertificate?.Subject;

    /// <summary>Sends bytes.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_secured is not null)
        {
            await _secured.WriteAsync(bytes, Cancelled);
            return;
        }

        while (bytes.Length > 0)
        {
            bytes = bytes[await _socket.SendAsync(bytes, Cancelled)..];
        }
    }

    /// <summary>Sends a message in its frame.</summary>
    /// <returns>What it is answered: <c>AA M1</c>.</returns>
    public async Task<string?> AskAsync(byte[] message)
    {
        await SendAsync(Hl7Messages.Framed(message));
        return await ReceiveAsync();
    }

    /// <summary>Sends an order in its frame.</summary>
    /// <returns>What it is answered: <c>AA M1</c>.</returns>
    public async Task<string?> OrderAsync(string controlID = "M1")
    {
        await SendAsync(Hl7Messages.Framed(Hl7Messages.Order(controlID)));
        return await ReceiveAsync();
    }

    /// <summary>The next answer, MSA-1 and MSA-2: <c>AA M1</c>; null when the connection was closed.</summary>
    public async Task<string?> ReceiveAsync()
    {
        var buffer = new byte[4096];
        int end;
        while ((end = _received.IndexOf(0x1c)) < 0 || _received.Count < end + 2)
        {
            int count = await ReceiveAsync(buffer);
            if (count == 0)
            {
                Assert.Empty(_received);
                return null;
            }

            _received.AddRange(buffer[..count]);
        }

        Assert.Equal(0x0b, _received[0]);
        Assert.Equal(0x0d, _received[end + 1]);
        string answer = Encoding.Latin1.GetString([.. _received[1..end]]);
        _received.RemoveRange(0, end + 2);
        char separator = answer["MSH".Length];
        string[] fields = answer.Split('\r')
            .Single(line => line.StartsWith($"MSA{separator}", StringComparison.Ordinal)).Split(separator);
        return $"{fields[1]} {fields[2]}";
    }

    /// <summary>Sends no more, and still receives.</summary>
    public void CloseSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Closes at once, as a machine does that loses its power.</summary>
    public void Reset() => _socket.Close(timeout: 0);

    public void Dispose()
    {
        _secured?.Dispose();
        _socket.Dispose();
    }

    private async Task<int> ReceiveAsync(byte[] buffer)
    {
        try
        {
            return _secured is null
                ? await _socket.ReceiveAsync(buffer, Cancelled)
                : await _secured.ReadAsync(buffer, Cancelled);
        }
        catch (Exception e) when ((e as SocketException ?? e.InnerException) is SocketException
        {
            SocketErrorCode: SocketError.ConnectionReset
        })
        {
            return 0;
        }
    }
}
