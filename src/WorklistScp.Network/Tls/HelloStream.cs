namespace WorklistScp.Network.Tls;

/// <summary>The transport of a TLS connection, of which the first record is looked at before it is read.</summary>
internal sealed class HelloStream(Stream transport) : Stream
{
    // Alert: fatal, handshake_failure (RFC 8446 6).
    private static readonly byte[] HandshakeFailure = [21, 3, 3, 0, 2, 2, 40];

    private ReadOnlyMemory<byte> _hello;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether the ClientHello has come.</summary>
    public bool HasHello { get; private set; }

    /// <summary>Receives the ClientHello, which is read again later.</summary>
    /// <exception cref="TlsHandshakeException">There is none that can be taken.</exception>
    /// <exception cref="IOException">The peer went away before it said anything.</exception>
    public async Task ReceiveHelloAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[ClientHello.StartLength];
        var count = 0;
        try
        {
            while (!ClientHello.TryRead(buffer.AsSpan(0, count), out int length))
            {
                Array.Resize(ref buffer, length);
                int received = await transport.ReadAsync(buffer.AsMemory(count), cancellationToken);
                count += received > 0 ? received
                    : throw new IOException("the peer closed the connection before its ClientHello was whole");
            }
        }
        catch (TlsHandshakeException) when (buffer.Length > ClientHello.StartLength) // else it is no TLS
        {
            await transport.WriteAsync(HandshakeFailure, cancellationToken);
            throw;
        }

        _hello = buffer;
        HasHello = true;
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_hello.IsEmpty)
        {
            return transport.ReadAsync(buffer, cancellationToken);
        }

        int taken = Math.Min(buffer.Length, _hello.Length);
        _hello[..taken].CopyTo(buffer);
        _hello = _hello[taken..];
        return ValueTask.FromResult(taken);
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        transport.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => transport.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override void Flush() => transport.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => transport.Read(buffer, offset, count);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => transport.Write(buffer, offset, count);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await transport.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            transport.Dispose();
        }

        base.Dispose(disposing);
    }
}
