using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace WorklistScp.Tests.Shared;

/// <summary>A running daemon. Every wait ends after 30 s and then fails with what the daemon wrote.</summary>
public sealed partial class WlmscpProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _errorLines = [];
    private readonly Task<string> _output;
    private readonly Task _reading;
    private TaskCompletionSource _newLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WlmscpProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _reading = ReadErrorsAsync();
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; private set; }

    /// <summary>The port with TLS; 0 if there is none.</summary>
    public int TlsPort { get; private set; }

    /// <summary>The port for HL7; 0 if there is none.</summary>
    public int Hl7Port { get; private set; }

    /// <summary>The port for HL7 with TLS; 0 if there is none.</summary>
    public int Hl7TlsPort { get; private set; }

    /// <summary>The port for HTTP; 0 if there is none.</summary>
    public int HttpPort { get; private set; }

    /// <summary>The port for metrics alone; 0 if there is none.</summary>
    public int MetricsPort { get; private set; }

    /// <summary>The line that said it is ready.</summary>
    public string ReadyLine { get; private set; } = "";

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The lines it has written to standard error so far.</summary>
    public IReadOnlyList<string> ErrorLines
    {
        get
        {
            lock (_gate)
            {
                return [.. _errorLines];
            }
        }
    }

    /// <summary>Starts the daemon, on a free port unless the arguments give one, and waits until it is ready.</summary>
    public static Task<WlmscpProcess> StartAsync(params string[] args) =>
        StartAsync(WlmscpProgram.StartInfo(GivesPort(args) ? args : ["--port", "0", .. args]));

    /// <summary>Starts a daemon with redirected streams and waits until it is ready.</summary>
    public static async Task<WlmscpProcess> StartAsync(ProcessStartInfo startInfo)
    {
        var daemon = new WlmscpProcess(Process.Start(startInfo)!);
        try
        {
            daemon.ReadyLine = await daemon.WaitForErrorLineAsync(line => Ready().IsMatch(line));
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }

        Match ready = Ready().Match(daemon.ReadyLine);
        daemon.TlsPort = Number(ready.Groups["tls"]) ?? 0;
        daemon.Hl7Port = Number(ready.Groups["hl7"]) ?? 0;
        daemon.Hl7TlsPort = Number(ready.Groups["hl7tls"]) ?? 0;
        daemon.HttpPort = Number(ready.Groups["http"]) ?? 0;
        daemon.MetricsPort = Number(ready.Groups["metrics"]) ?? 0;
        daemon.Port = Number(ready.Groups["port"]) ?? daemon.TlsPort;
        return daemon;
    }

    /// <summary>Waits for a line on standard error, one that was written already included.</summary>
    public async Task<string> WaitForErrorLineAsync(Func<string, bool> predicate)
    {
        var limit = Task.Delay(Limit, TestContext.Current.CancellationToken);
        while (true)
        {
            bool wasLast = _reading.IsCompleted;
            Task newLine;
            lock (_gate)
            {
                if (_errorLines.FirstOrDefault(predicate) is { } found)
                {
                    return found;
                }

                newLine = _newLine.Task;
            }

            if (wasLast || await Task.WhenAny(newLine, _reading, limit) == limit)
            {
                throw Failed("the expected line did not come");
            }
        }
    }

    /// <summary>Sends a signal.</summary>
    public void Signal(PosixSignal signal)
    {
        int number = signal switch
        {
            PosixSignal.SIGTERM => 15,
            PosixSignal.SIGINT => 2,
            PosixSignal.SIGHUP => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(signal)),
        };
        Assert.Equal(0, kill(_process.Id, number));
    }

    /// <summary>Waits for its end, and for all that it wrote.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw Failed("the daemon did not end");
        }

        await _reading;
        return _process.ExitCode;
    }

    /// <summary>Ends it with SIGTERM.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> StopAsync()
    {
        Signal(PosixSignal.SIGTERM);
        return WaitForExitAsync();
    }

    /// <summary>Kills it if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        await _reading;
        await _output;
        _process.Dispose();
    }

    private static bool GivesPort(string[] args) => args.Any(arg =>
        arg is "--port" || arg.StartsWith("--port=", StringComparison.Ordinal)
        || arg.StartsWith("--port:", StringComparison.Ordinal));

    private static int? Number(Group group) =>
        group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(
        @"^wlmscp: listening (on \S+:(?<port>[0-9]+))?( and )?(with TLS on \S+:(?<tls>[0-9]+))?"
            + @"(, for HL7( on \S+:(?<hl7>[0-9]+))?( and)?( with TLS on \S+:(?<hl7tls>[0-9]+))?)?"
            + @"(, for HTTP( with TLS)? on \S+:(?<http>[0-9]+))?(, for metrics on \S+:(?<metrics>[0-9]+))?, "
            + "[0-9]+ storage areas? in ",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Ready();

    [LibraryImport("libc")]
    private static partial int kill(int processId, int signal);

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_gate)
            {
                _errorLines.Add(line);
                _newLine.SetResult();
                _newLine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private TimeoutException Failed(string problem) =>
        new($"{problem}; standard error:\n{string.Join('\n', ErrorLines)}");
}
