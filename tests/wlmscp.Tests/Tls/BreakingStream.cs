using System.Net.Sockets;

namespace Wlmscp.Tests.Tls;

/// <summary>A connection that carries so many bytes of what is sent, then others for the rest, then nothing.</summary>
internal sealed class BreakingStream(Socket socket, int length, byte[] rest) : NetworkStream(socket, ownsSocket: true)
{
    private bool _isBroken;

    /// <summary>The bytes that were carried.</summary>
    public List<byte> Sent { get; } = [];

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ReadOnlyMemory<byte> carried = buffer[..Math.Min(buffer.Length, length - Sent.Count)];
        await base.WriteAsync(carried, cancellationToken);
        Sent.AddRange(carried.Span);
        if (carried.Length < buffer.Length)
        {
            await BreakAsync();
            throw new IOException("broken off on purpose");
        }
    }

    /// <summary>Sends no more, and waits until the peer closes too.</summary>
    public async Task EndAsync()
    {
        await BreakAsync();
        try
        {
            await CopyToAsync(Null, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // The peer closed before it had read all.
        }
    }

    private async Task BreakAsync()
    {
        if (!_isBroken)
        {
            _isBroken = true;
            await base.WriteAsync(rest, TestContext.Current.CancellationToken);
            Socket.Shutdown(SocketShutdown.Send);
        }
    }
}
