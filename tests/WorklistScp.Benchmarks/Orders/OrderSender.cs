using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WorklistScp.Benchmarks.Orders;

/// <summary>
/// Sends new orders over one connection, at a steady rate, and reads their acknowledgements; for one thread that sends and
/// one that reads.
/// </summary>
internal sealed class OrderSender : IDisposable
{
    private const int LimitMilliseconds = 60_000;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true, ReceiveTimeout = LimitMilliseconds,
    };

    private readonly SemaphoreSlim _window;
    private readonly int _rate;
    private readonly Queue<long> _sentAt = new();
    private readonly List<TimeSpan> _times = [];
    private int _number;

    /// <summary>Connects.</summary>
    /// <param name="server">The port for HL7.</param>
    /// <param name="rate">Orders a second at most; 0: as many as are acknowledged.</param>
    /// <param name="window">How many may be under way without an acknowledgement.</param>
    /// <param name="count">How many orders were sent before: these are others.</param>
    public OrderSender(IPEndPoint server, int rate, int window, int count = 0)
    {
        _number = count;
        _socket.Connect(server);
        _rate = rate;
        _window = new SemaphoreSlim(window);
    }

    /// <summary>How many orders were sent, those before too.</summary>
    public int Count => _number;

    /// <summary>From sending an order to its acknowledgement.</summary>
    public IReadOnlyList<TimeSpan> Times => _times;

    /// <summary>Sends until told to stop, and waits for what is under way.</summary>
    /// <exception cref="BenchmarkException">An order is not accepted.</exception>
    public void Run(CancellationToken stop)
    {
        _times.Clear();
        var all = Stopwatch.StartNew();
        var reader = new Acknowledgements(_socket);
        var sent = 0;
        Task reading = Task.Run(
            () => ReadUntil(() => stop.IsCancellationRequested && _times.Count == Volatile.Read(ref sent), reader),
            CancellationToken.None);
        for (; !stop.IsCancellationRequested; Volatile.Write(ref sent, sent + 1))
        {
            while (_rate > 0 && sent >= all.Elapsed.TotalSeconds * _rate)
            {
                Thread.Sleep(1);
            }

            if (!_window.Wait(LimitMilliseconds, CancellationToken.None))
            {
                throw new BenchmarkException("an order is not acknowledged within a minute");
            }

            lock (_sentAt)
            {
                _sentAt.Enqueue(Stopwatch.GetTimestamp());
            }

            _socket.Send(Message(++_number));
        }

        _socket.Shutdown(SocketShutdown.Send);
        reading.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _window.Dispose();
    }

    private void ReadUntil(Func<bool> isEnough, Acknowledgements reader)
    {
        while (!isEnough() && reader.TryReadNext())
        {
            lock (_sentAt)
            {
                _times.Add(Stopwatch.GetElapsedTime(_sentAt.Dequeue()));
            }

            _window.Release();
        }
    }

    private static byte[] Message(int number) => Encoding.ASCII.GetBytes(string.Join(
        '\r',
        $"\vMSH|^~\\&|RIS|CLINIC|WLMSCP|RADIOLOGY|20261201081500||ORM^O01|M{number}|P|2.3.1",
        $"PID|||H{number}^^^CLINIC||ORDERED^PATIENT^{number % 97}||19600101|F|||High Street 3^^Town^^12345||030-555-0101",
        "PV1||I|W3^12^A|||||880^BERG^OLAF^^^Dr.|||||||||||V2026-88",
        $"ORC|NW|P{number}|F{number}||SC||1^^^202612020930^^R|||5001^CLERK^CARLA||880^BERG^OLAF^^^Dr.",
        $"OBR|1|P{number}|F{number}|KNEE^X-ray knee^L^KNEE-AP^Knee AP^L|||||||||Latex allergy|||880^BERG^OLAF^^^Dr.||"
            + $"HA{number}|HR{number}|HS{number}||||DX|||1^^^202612020930^^R|||WALK|^Fall from ladder",
        $"ZDS|1.2.826.0.1.3680043.9.9999.{number}^100^Application^DICOM",
        "\x1c\r"));

    /// <summary>The acknowledgements that come.</summary>
    private sealed class Acknowledgements(Socket socket)
    {
        private readonly byte[] _buffer = new byte[64 * 1024];
        private int _start;
        private int _end;

        /// <summary>Reads the next one; false: the connection is closed.</summary>
        public bool TryReadNext()
        {
            int length;
            while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)0x1c)) < 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
                int count = socket.Receive(_buffer.AsSpan(_end));
                if (count == 0)
                {
                    return false;
                }

                _end += count;
            }

            Span<byte> message = _buffer.AsSpan(_start, length);
            _start += length + 1;
            return message.IndexOf("\rMSA|AA|"u8) > 0
                ? true
                : throw new BenchmarkException($"not accepted: {Encoding.ASCII.GetString(message)}");
        }
    }
}
