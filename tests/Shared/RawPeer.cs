using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace WorklistScp.Tests.Shared;

/// <summary>A peer that sends bytes, good or bad, and shows the PDUs that come back.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    private const int HeaderLength = 6;

    private readonly Socket _socket;
    private readonly Stream _stream;

    private RawPeer(Socket socket, Stream? stream = null)
    {
        _socket = socket;
        _stream = stream ?? new NetworkStream(socket, ownsSocket: true);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Connects, from an address of this machine if one is given, and sends nothing.</summary>
    public static Task<RawPeer> ConnectAsync(WlmscpProcess daemon, string? from = null) =>
        ConnectAsync(daemon.Port, from);

    /// <summary>Connects to a port of this machine, and sends nothing.</summary>
    public static async Task<RawPeer> ConnectAsync(int port, string? from = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (from is not null)
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        }

        await socket.ConnectAsync(IPAddress.Loopback, port, Cancelled);
        return new RawPeer(socket);
    }

    /// <summary>Connects with TLS, and sends nothing.</summary>
    public static async Task<RawPeer> ConnectAsync(int port, SslClientAuthenticationOptions options)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, Cancelled);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await stream.AuthenticateAsClientAsync(options, Cancelled);
            return new RawPeer(socket, stream);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>The subject of the daemon's certificate; null without TLS.</summary>
    public string? RemoteSubject => (_stream as SslStream)?.RemoteCertificate?.Subject;

    /// <summary>Connects and associates as <see cref="AssociateRequest"/> asks by default.</summary>
    public static async Task<RawPeer> AssociateAsync(WlmscpProcess daemon, string? from = null)
    {
        RawPeer peer = await ConnectAsync(daemon, from);
        await peer.AssociateAsync();
        return peer;
    }

    /// <summary>Associates as <see cref="AssociateRequest"/> asks by default, or as one does.</summary>
    public async Task AssociateAsync(AssociateRequest? request = null)
    {
        await SendAsync((request ?? new AssociateRequest()).ToBytes());
        byte[]? answer = await ReceiveAsync();
        Assert.NotNull(answer);
        Assert.Equal(2, answer[0]);
    }

    /// <summary>Fails unless a C-ECHO is answered.</summary>
    public async Task AssertEchoAsync()
    {
        await SendAsync(Command(1, DicomUID.Verification, 0x0030, 1, hasDataSet: false));
        Assert.Equal(4, (await ReceiveAsync())![0]);
    }

    /// <summary>Sends a query, in as many P-DATA-TFs as it needs.</summary>
    public Task SendFindAsync(byte presentationContextID, byte[] identifier, ushort messageID = 1) => SendAsync((byte[])
    [
        .. Command(presentationContextID, DicomUID.ModalityWorklistInformationModelFind, 0x0020, messageID, true),
        .. Fragments(presentationContextID, isCommand: false, identifier),
    ]);

    /// <summary>Releases the association; fails unless that is answered.</summary>
    public async Task ReleaseAsync()
    {
        await SendAsync(new byte[] { 5, 0, 0, 0, 0, 4, 0, 0, 0, 0 }); // A-RELEASE-RQ
        Assert.Equal([6, 0, 0, 0, 0, 4, 0, 0, 0, 0], await ReceiveAsync());
    }

    /// <summary>Sends a query and releases.</summary>
    /// <returns>All PDUs that come, up to the one that ends the association, or the end of the connection.</returns>
    public async Task<byte[][]> QueryAsync(byte presentationContextID, byte[] identifier)
    {
        await TrySendAsync((byte[])
        [
            .. Command(presentationContextID, DicomUID.ModalityWorklistInformationModelFind, 0x0020, 1, true),
            .. Data(presentationContextID, isCommand: false, identifier),
            5, 0, 0, 0, 0, 4, 0, 0, 0, 0, // A-RELEASE-RQ
        ]);
        var answers = new List<byte[]>();
        while (answers is not [.., [6 or 7, ..]] && await ReceiveAsync() is { } answer)
        {
            answers.Add(answer);
        }

        return [.. answers];
    }

    /// <summary>Sends bytes below TLS, which make no record of it.</summary>
    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes) => await _socket.SendAsync(bytes, Cancelled);

    /// <summary>Sends bytes.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes, Cancelled);

    /// <summary>Sends bytes that the daemon may cut short by closing.</summary>
    public async Task TrySendAsync(ReadOnlyMemory<byte> bytes)
    {
        Exception? failure = await Record.ExceptionAsync(() => SendAsync(bytes));
        Assert.True(failure is null or IOException, failure?.ToString());
    }

    /// <summary>Sends no more, and still receives.</summary>
    public void CloseSending()
    {
        if (_socket.Connected)
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
    }

    /// <summary>The next PDU with its header; null when the connection was closed.</summary>
    public async Task<byte[]?> ReceiveAsync()
    {
        var header = new byte[HeaderLength];
        if (!await FillAsync(header))
        {
            return null;
        }

        var pdu = new byte[HeaderLength + BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(2))];
        header.CopyTo(pdu, 0);
        Assert.True(await FillAsync(pdu.AsMemory(HeaderLength)));
        return pdu;
    }

    /// <summary>
    /// Fails unless A-ABORT is all that still comes. The daemon then gives the peer time to close (PS3.8 state Sta13);
    /// this one closes at once.
    /// </summary>
    public async Task AssertAbortedAsync()
    {
        byte[]? pdu = await ReceiveAsync();
        Assert.NotNull(pdu);
        Assert.Equal(7, pdu[0]);
        CloseSending();
        await AssertClosedAsync();
    }

    /// <summary>Takes in whatever still comes, until the connection closes.</summary>
    public async Task DrainAsync()
    {
        var bytes = new byte[65536];
        while (await FillAsync(bytes))
        {
        }
    }

    /// <summary>Fails unless the connection closes.</summary>
    public async Task AssertClosedAsync() => Assert.Null(await ReceiveAsync());

    /// <summary>A P-DATA-TF with one fragment, the only one of its command or data set.</summary>
    public static byte[] Data(byte presentationContextID, bool isCommand, byte[] bytes) =>
    [
        4, 0, .. Number(bytes.Length + 6),
        .. Number(bytes.Length + 2), presentationContextID, (byte)(isCommand ? 3 : 2), .. bytes,
    ];

    /// <summary>P-DATA-TFs with the fragments of a command or data set that is longer than one takes.</summary>
    public static byte[] Fragments(byte presentationContextID, bool isCommand, byte[] bytes)
    {
        const int Length = 8192;
        byte[] pdus = [.. bytes.Chunk(Length).SelectMany(chunk => Data(presentationContextID, isCommand, chunk))];
        for (var header = 0; header + Length + 12 < pdus.Length; header += Length + 12)
        {
            pdus[header + 11] &= 1; // not the last
        }

        return pdus;
    }

    /// <summary>A P-DATA-TF with a command set of a SOP class and a command field (PS3.7 annex E).</summary>
    public static byte[] Command(
        byte presentationContextID, DicomUID sopClass, ushort commandField, ushort messageID, bool hasDataSet)
    {
        byte[] uid = Encoding.ASCII.GetBytes(sopClass.UID.Length % 2 == 0 ? sopClass.UID : sopClass.UID + '\0');
        byte[] elements =
        [
            .. Element(0x0002, uid),
            .. Element(0x0100, Word(commandField)),
            .. Element(commandField == 0x0fff ? (ushort)0x0120 : (ushort)0x0110, Word(messageID)),
            .. Element(0x0700, Word(0)),
            .. Element(0x0800, Word(hasDataSet ? (ushort)0 : (ushort)0x0101)),
        ];
        return Data(presentationContextID, true, [.. Element(0x0000, LittleEndian(elements.Length)), .. elements]);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    internal static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    // Group 0000 in implicit VR little endian (PS3.7 6.3.1).
    private static byte[] Element(ushort element, byte[] value) =>
        [0, 0, .. Word(element), .. LittleEndian(value.Length), .. value];

    private static byte[] Word(ushort value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] LittleEndian(int value) => [.. Word((ushort)value), .. Word((ushort)(value >> 16))];

    private async Task<bool> FillAsync(Memory<byte> buffer)
    {
        try
        {
            int read = await _stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, Cancelled);
            return read == buffer.Length;
        }
        catch (IOException)
        {
            return false; // reset: the daemon closed while bytes were on their way to it
        }
    }
}
