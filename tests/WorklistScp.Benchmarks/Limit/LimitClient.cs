using System.Diagnostics;
using System.Net.Sockets;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.Limit;

/// <summary>
/// Asks the same query again and again, and only counts the bytes of answers: it knows how many there are. For one
/// server and one thread.
/// </summary>
internal sealed class LimitClient : IDisposable
{
    private const int BufferSize = 1024 * 1024;
    private const int Most = 1_000_000;
    private const double MicrosecondsPerMillisecond = 1_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.3);

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly List<TimeSpan> _times = new(Most);
    private readonly ServerProcess _server;
    private readonly Socket _socket;
    private readonly byte[] _request;
    private readonly int _answerLength;

    /// <summary>Opens an association.</summary>
    /// <param name="server">The server.</param>
    /// <param name="request">The bytes of <see cref="FindRequest"/>.</param>
    /// <param name="recorded">What the server is to send.</param>
    public LimitClient(ServerProcess server, byte[] request, RecordedAnswer recorded)
    {
        _server = server;
        _request = request;
        _answerLength = recorded.Answer.Length;
        _socket = server.Connect();
        _socket.NoDelay = true;
        _socket.Send(AssociateRequest.Bytes);
        Receive(recorded.Accept.Length);
    }

    /// <summary>Asks for some time.</summary>
    /// <returns>The median of the times in µs, and the server's processor time for one query in µs.</returns>
    public (double P50, double Processor) Measure(TimeSpan time)
    {
        AskFor(WarmUp);
        ProcessorTime before = ProcessorTime.Read(_server.Id);
        AskFor(time);
        TimeSpan used = ProcessorTime.Read(_server.Id).Since(before);
        return (
            new Distribution(_times).P50 * MicrosecondsPerMillisecond,
            used.TotalMicroseconds / _times.Count);
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private void AskFor(TimeSpan time)
    {
        _times.Clear();
        for (long begin = Stopwatch.GetTimestamp(), asked = begin;
            Stopwatch.GetElapsedTime(begin, asked) < time && _times.Count < Most;)
        {
            asked = Stopwatch.GetTimestamp();
            _socket.Send(_request);
            Receive(_answerLength);
            _times.Add(Stopwatch.GetElapsedTime(asked));
        }
    }

    private void Receive(int length)
    {
        while (length > 0)
        {
            int count = _socket.Receive(_buffer, Math.Min(length, BufferSize), SocketFlags.None);
            length = count > 0
                ? length - count
                : throw new BenchmarkException("the server closed the connection within an answer");
        }
    }
}
