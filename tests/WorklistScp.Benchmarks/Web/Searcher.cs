using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WorklistScp.Benchmarks.Web;

/// <summary>
/// Searches over one connection that is kept, one search after the other, at a steady rate at most: by sockets, so that a
/// client's library is not what is measured.
/// </summary>
internal sealed class Searcher : IDisposable
{
    private const int LimitMilliseconds = 60_000;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true, ReceiveTimeout = LimitMilliseconds,
    };

    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly List<TimeSpan> _times = [];
    private readonly Func<int, string> _search;
    private readonly string _headers;
    private readonly int _rate;

    /// <summary>Connects.</summary>
    /// <param name="server">The port for HTTP.</param>
    /// <param name="search">The path and query of each search.</param>
    /// <param name="authorization">The header's value.</param>
    /// <param name="rate">Searches a second at most; 0: one after the other.</param>
    public Searcher(IPEndPoint server, Func<int, string> search, string authorization, int rate)
    {
        _socket.Connect(server);
        _search = search;
        _headers = $" HTTP/1.1\r\nHost: {server}\r\nAuthorization: {authorization}\r\nAccept: application/dicom+json\r\n\r\n";
        _rate = rate;
    }

    /// <summary>From sending a search to the end of its answer.</summary>
    public IReadOnlyList<TimeSpan> Times => _times;

    /// <summary>How many bytes answers had.</summary>
    public long Bytes { get; private set; }

    /// <summary>Searches until told to stop.</summary>
    /// <exception cref="BenchmarkException">An answer is not 200.</exception>
    public void Run(CancellationToken stop)
    {
        var all = Stopwatch.StartNew();
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            while (_rate > 0 && number >= all.Elapsed.TotalSeconds * _rate)
            {
                Thread.Sleep(1);
            }

            long start = Stopwatch.GetTimestamp();
            _socket.Send(Encoding.ASCII.GetBytes($"GET {_search(number)}{_headers}"));
            Receive();
            _times.Add(Stopwatch.GetElapsedTime(start));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    // The server sends chunks; the last one is empty.
    private void Receive()
    {
        var length = 0;
        var checkedStatus = false;
        while (length < 5 || !_buffer.AsSpan(0, length).EndsWith("0\r\n\r\n"u8))
        {
            if (length == _buffer.Length)
            {
                // Only the end is of interest.
                _buffer.AsSpan(length - 16, 16).CopyTo(_buffer);
                length = 16;
            }

            int count = _socket.Receive(_buffer.AsSpan(length));
            if (count == 0)
            {
                throw new BenchmarkException("the server closes the connection");
            }

            length += count;
            Bytes += count;
            if (!checkedStatus && length > 12)
            {
                checkedStatus = _buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8)
                    ? true
                    : throw new BenchmarkException(Encoding.UTF8.GetString(_buffer.AsSpan(0, length)));
            }
        }
    }
}
