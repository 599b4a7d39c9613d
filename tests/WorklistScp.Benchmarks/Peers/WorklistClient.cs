using System.Net;
using System.Net.Sockets;
using WorklistScp.Benchmarks.Data;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>One association that asks the same query again and again, at the least cost. For one thread.</summary>
internal sealed class WorklistClient : IDisposable
{
    /// <summary>How many bytes are received at once, unless told otherwise.</summary>
    public const int BufferSize = 256 * 1024;

    private const int LimitMilliseconds = 60_000;
    private const byte AssociateAccepted = 2;
    private const byte AssociateRejected = 3;

    private readonly Socket _socket;
    private readonly byte[] _buffer;
    private readonly ResponseScanner _scanner = new();

    /// <summary>Opens an association.</summary>
    /// <param name="connected">The connection; disposed of with this object.</param>
    /// <param name="bufferSize">How many bytes are received at once; no PDU may have more.</param>
    /// <param name="called">The called AE title.</param>
    /// <exception cref="BenchmarkException">It is not accepted within a minute.</exception>
    public WorklistClient(Socket connected, int bufferSize = BufferSize, string called = GeneratedArea.Name)
    {
        _buffer = new byte[bufferSize];
        _socket = connected;
        _socket.NoDelay = true;
        _socket.ReceiveTimeout = LimitMilliseconds;
        try
        {
            Associate(called);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>Connects and opens an association.</summary>
    /// <param name="server">The address.</param>
    /// <param name="bufferSize">How many bytes are received at once; no PDU may have more.</param>
    /// <exception cref="BenchmarkException">It is not accepted within a minute.</exception>
    public static WorklistClient Open(IPEndPoint server, int bufferSize = BufferSize)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(server);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new BenchmarkException($"{server}: {e.Message}");
        }

        return new WorklistClient(socket, bufferSize);
    }

    /// <summary>Asks, and waits for the final response.</summary>
    /// <param name="request">The bytes of <see cref="FindRequest"/>.</param>
    /// <returns>The number of matches.</returns>
    /// <exception cref="BenchmarkException">The final status is not success, or the connection ends.</exception>
    public int Find(byte[] request)
    {
        (int matches, int status) = Ask(request);
        return status == 0 ? matches : throw new BenchmarkException($"the server answers with status {status:X4}");
    }

    /// <summary>Asks, and waits for the final response, whatever its status is.</summary>
    /// <param name="request">The bytes of <see cref="FindRequest"/>.</param>
    /// <param name="cancelAfter">After how many matches the query is cancelled; null: it is not.</param>
    /// <param name="late">How long nothing is read at first.</param>
    /// <exception cref="BenchmarkException">The connection ends.</exception>
    public (int Matches, int Status) Ask(byte[] request, int? cancelAfter = null, TimeSpan late = default)
    {
        _scanner.Reset();
        Send(request);
        if (late > TimeSpan.Zero)
        {
            Task.Delay(late).GetAwaiter().GetResult();
        }

        var filled = 0;
        while (_scanner.Status is null)
        {
            int count = Receive(_buffer.AsSpan(filled));
            if (count == 0)
            {
                throw new BenchmarkException("the server closed the connection within an answer");
            }

            filled += count;
            int taken = _scanner.Take(_buffer.AsSpan(0, filled));
            _buffer.AsSpan(taken, filled - taken).CopyTo(_buffer);
            filled -= taken;
            if (_scanner.Matches >= cancelAfter)
            {
                Send(FindRequest.Cancel);
                cancelAfter = null;
            }
        }

        return (_scanner.Matches, _scanner.Status.Value);
    }

    /// <summary>Ends the wait of another thread for an answer.</summary>
    public void Shutdown() => _socket.Shutdown(SocketShutdown.Both);

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _socket.Dispose();

    private void Associate(string called)
    {
        Send(called == GeneratedArea.Name ? AssociateRequest.Bytes : AssociateRequest.Create(called));
        int count = Receive(_buffer);
        if (count == 0 || _buffer[0] != AssociateAccepted)
        {
            throw new BenchmarkException(
                $"the server does not accept an association: {Refusal(_buffer.AsSpan(0, count))}");
        }
    }

    // PS3.8 table 9-21: 1 PDU type | 2-7 reserved, length | 8 result | 9 source | 10 reason
    private static string Refusal(ReadOnlySpan<byte> answer) => answer switch
    {
        [] => "it closes the connection",
        [AssociateRejected, _, _, _, _, _, _, var result, var source, var reason, ..] =>
            $"rejected ({result}, {source}, {reason})",
        _ => $"PDU type {answer[0]}",
    };

    private void Send(byte[] bytes)
    {
        try
        {
            _socket.Send(bytes);
        }
        catch (SocketException e)
        {
            throw new BenchmarkException($"cannot send to the server: {e.Message}");
        }
    }

    private int Receive(Span<byte> buffer)
    {
        try
        {
            return _socket.Receive(buffer);
        }
        catch (SocketException e)
        {
            throw new BenchmarkException($"no answer of the server: {e.Message}");
        }
    }
}
