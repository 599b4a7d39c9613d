using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>A started server; killed when disposed of, with the processes that it started.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const int LimitMilliseconds = 10_000;

    private readonly ServerProgram _program;
    private readonly Process _process;
    private readonly Task<string> _errors = Task.FromResult("");
    private readonly Leftover _leftover;
    private readonly long _started;

    /// <summary>Starts it on a free port.</summary>
    /// <param name="program">The program.</param>
    /// <param name="directory">The directory of storage areas.</param>
    /// <param name="readsErrors">Whether anybody reads what it writes to standard error.</param>
    public ServerProcess(ServerProgram program, string directory, bool readsErrors = true)
    {
        int port = FreePort.Find();
        _program = program;
        Address = new IPEndPoint(IPAddress.Loopback, port);
        var startInfo = new ProcessStartInfo(program.FileName, program.Arguments(directory, port))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in program.Variables)
        {
            startInfo.Environment[name] = value;
        }

        _started = Stopwatch.GetTimestamp();
        _process = Process.Start(startInfo)!;
        _leftover = Leftover.Of(End);

        // Read at all times: a server must not wait for who reads what it writes.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        if (readsErrors)
        {
            _errors = _process.StandardError.ReadToEndAsync();
        }
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>The number of the process.</summary>
    public int Id => _process.Id;

    /// <summary>The time since just before the start of the process.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>Tries to connect, without a pause, until the system takes the connection for the server.</summary>
    /// <exception cref="BenchmarkException">The server ended, or did not listen within 10 s.</exception>
    public Socket Connect()
    {
        while (true)
        {
            if (TryConnect() is { } socket)
            {
                return socket;
            }

            if (_process.HasExited || Elapsed.TotalMilliseconds > LimitMilliseconds)
            {
                _process.Kill(entireProcessTree: true);
                throw new BenchmarkException(
                    $"{_program.FileName} does not listen:\n{_errors.GetAwaiter().GetResult()}");
            }
        }
    }

    /// <summary>Asks it to end, by SIGTERM.</summary>
    /// <param name="limit">How long it is waited for.</param>
    /// <returns>How long it took; null: longer.</returns>
    public TimeSpan? Terminate(TimeSpan limit)
    {
        long begin = Stopwatch.GetTimestamp();
        Signal.Send(_process.Id, Signal.Terminate);
        return _process.WaitForExit(limit) ? Stopwatch.GetElapsedTime(begin) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _leftover.Dispose();

    private void End()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit(LimitMilliseconds);
        _process.Dispose();
    }

    private Socket? TryConnect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(Address);
            return socket;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            socket.Dispose();
            return null;
        }
    }
}
