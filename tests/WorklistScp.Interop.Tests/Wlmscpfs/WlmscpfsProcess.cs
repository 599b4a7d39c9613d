using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>DCMTK's wlmscpfs, the program that wlmscp replaces, serving a directory.</summary>
internal sealed class WlmscpfsProcess : IAsyncDisposable
{
    private const int Attempts = 5;

    private readonly Process _process;

    private WlmscpfsProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>Starts it on a port that was free, and waits until it accepts connections.</summary>
    public static async Task<WlmscpfsProcess> StartAsync(string directory, params string[] options)
    {
        // It takes no port 0: between the choice of a port and its use another program may be quicker.
        for (var attempt = 1; ; attempt++)
        {
            int port = FreePort.Find();
            var start = new ProcessStartInfo("wlmscpfs", [.. options, "-dfp", directory, $"{port}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["TCP_NODELAY"] = "1"; // each answer takes 40 ms without
            var server = new WlmscpfsProcess(Process.Start(start)!, port);
            server._process.BeginOutputReadLine();
            server._process.BeginErrorReadLine();
            if (await server.AcceptsAsync())
            {
                return server;
            }

            await server.DisposeAsync();
            Assert.True(attempt < Attempts, "wlmscpfs did not start");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Its children, one for each association, end with their associations.
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
