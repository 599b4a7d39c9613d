using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Interop.Tests;

/// <summary>A server of DCMTK on a free port.</summary>
internal sealed class DcmtkServer : IAsyncDisposable
{
    private const int Attempts = 5;

    private readonly Process _process;

    private DcmtkServer(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>Starts it on a port that was free, and waits until it accepts connections.</summary>
    public static async Task<DcmtkServer> StartAsync(string program, params string[] options)
    {
        // They take no port 0: between the choice of a port and its use another program may be quicker.
        for (var attempt = 1; ; attempt++)
        {
            int port = FreePort.Find();
            var start = new ProcessStartInfo(program, [.. options, port.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["TCP_NODELAY"] = "1"; // each answer takes 40 ms without
            var server = new DcmtkServer(Process.Start(start)!, port);
            server._process.BeginOutputReadLine();
            server._process.BeginErrorReadLine();
            if (await server.AcceptsAsync())
            {
                return server;
            }

            await server.DisposeAsync();
            Assert.True(attempt < Attempts, $"{program} did not start");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Children, one for each association where there are any, end with their associations.
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<bool> AcceptsAsync()
    {
        var waiting = Stopwatch.StartNew();
        while (!_process.HasExited && waiting.Elapsed < TimeSpan.FromSeconds(20))
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port);
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }

        return false;
    }
}
