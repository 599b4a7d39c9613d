using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>One association that asks the same query again and again, at the least cost. For one thread.</summary>
internal sealed class WorklistClient : IDisposable
{
    private const int LimitMilliseconds = 60_000;
    private const int BufferSize = 256 * 1024;
    private const byte AssociateAccepted = 2;

    private readonly Socket _socket;
    private readonly byte[] _buffer;
    private readonly ResponseScanner _scanner = new();

    /// <summary>Connects and opens an association.</summary>
    /// <param name="server">The address.</param>
    /// <param name="bufferSize">How many bytes are received at once.</param>
    /// <exception cref="BenchmarkException">It is not accepted within a minute.</exception>
    /// <exception cref="SocketException">The server cannot be reached.</exception>
    public WorklistClient(IPEndPoint server, int bufferSize = BufferSize)
    {
        _buffer = new byte[bufferSize];
        _socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = LimitMilliseconds,
        };
        try
        {
            _socket.Connect(server);
            Associate();
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>Asks, and waits for the final response.</summary>
    /// <param name="request">The bytes of <see cref="FindRequest"/>.</param>
    /// <returns>The number of matches.</returns>
    /// <exception cref="BenchmarkException">The final status is not success, or the connection ends.</exception>
    public int Find(byte[] request)
    {
        _scanner.Reset();
        _socket.Send(request);
        var filled = 0;
        while (_scanner.Status is null)
        {
            int count = _socket.Receive(_buffer.AsSpan(filled));
            if (count == 0)
            {
                throw new BenchmarkException("the server closed the connection within an answer");
            }

            filled += count;
            int taken = _scanner.Take(_buffer.AsSpan(0, filled));
            _buffer.AsSpan(taken, filled - taken).CopyTo(_buffer);
            filled -= taken;
        }

        return _scanner.Status == 0
            ? _scanner.Matches
            : throw new BenchmarkException($"the server answers with status {_scanner.Status:X4}");
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _socket.Dispose();

    private void Associate()
    {
        _socket.Send(AssociateRequest.Bytes);
        if (_socket.Receive(_buffer) == 0 || _buffer[0] != AssociateAccepted)
        {
            throw new BenchmarkException($"the server does not accept an association: PDU type {_buffer[0]}");
        }
    }
}
