using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.Faults;

/// <summary>Standard error and log files that nobody reads, and that take no more.</summary>
public sealed class HangingStreamTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly FaultScene _scene = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    // A pipe holds 64 KiB; each connection brings a line of more than 100 bytes.
    [Fact]
    public async Task StandardError_ThatNobodyReads_KeepsNobodyWaiting_NotEvenSigterm()
    {
        int port = FreePort.Find();
        using Process daemon = StartUnread(port, "--max-per-address", "1000");
        try
        {
            await using DicomClient first = await ConnectAsync(port);
            await using Bystander bystander = await Bystander.StartAsync(port);
            for (var i = 0; i < 1500; i++)
            {
                await SendGarbageAsync(port).WaitAsync(Limit, Cancelled);
            }

            await bystander.GetAnswersAsync(20);
            await using DicomClient late = await ConnectAsync(port);
            Assert.Equal(2, (await late.FindAsync(Keys.Key(DicomTag.PatientID))).Count);
            await late.ReleaseAsync(Cancelled);
            await first.ReleaseAsync(Cancelled);
            await bystander.FinishAsync();

            Assert.Equal(0, (await ProgramRun.RunAsync("kill", $"{daemon.Id}")).ExitCode);
            await daemon.WaitForExitAsync(Cancelled).WaitAsync(Limit, Cancelled);
            Assert.Equal(0, daemon.ExitCode);
        }
        finally
        {
            daemon.Kill();
        }
    }

    [Fact]
    public async Task StandardError_ReadAgain_SaysHowManyLinesAreMissing_AndGoesOn()
    {
        int port = FreePort.Find();
        using Process daemon = StartUnread(port, "-d");
        try
        {
            await using DicomClient client = await ConnectAsync(port);
            // Identifiers and responses as text, until more waits than may.
            for (var i = 0; i < 250; i++)
            {
                await client.FindAsync(LargeKeys()).WaitAsync(Limit, Cancelled);
            }

            var lines = new List<string>();
            while (await daemon.StandardError.ReadLineAsync(Cancelled) is { } line)
            {
                lines.Add(line);
                if (line.EndsWith(" log lines were dropped, standard error was too slow", StringComparison.Ordinal))
                {
                    break;
                }
            }

            Assert.Contains(" WARN ", lines[^1], StringComparison.Ordinal);
            await client.ReleaseAsync(Cancelled);
            while (await daemon.StandardError.ReadLineAsync(Cancelled) is { } line
                && !line.Contains(": released", StringComparison.Ordinal))
            {
            }
        }
        finally
        {
            daemon.Kill();
        }
    }

    // The file is a FIFO that somebody has open and does not read.
    [Fact]
    public async Task LogFile_ThatHangs_LeavesStandardErrorAndAnswersAlone()
    {
        string fifo = _scene.Root.Combine("log");
        Assert.Equal(0, (await ProgramRun.RunAsync("mkfifo", fifo)).ExitCode);
        string config = _scene.Root.Combine("logging.json");
        await File.WriteAllTextAsync(
            config,
            $$"""
            { "Serilog": {
                "MinimumLevel": { "Default": "Information" },
                "WriteTo": [ { "Name": "File", "Args": { "path": "{{fifo}}" } }, { "Name": "Console" } ] } }
            """,
            Cancelled);
        await using WlmscpProcess daemon = await _scene.StartAsync("--log-config", config);
        await using Bystander bystander = await Bystander.StartAsync(daemon);

        await bystander.GetAnswersAsync(100);
        daemon.Signal(PosixSignal.SIGHUP);
        await daemon.WaitForErrorLineAsync(line => line.Contains("SIGHUP: the log", StringComparison.Ordinal));
        await bystander.GetAnswersAsync(100);

        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
        Assert.Contains(daemon.ErrorLines, line => line.Contains("C-FIND", StringComparison.Ordinal));
    }

    // Its standard error is a pipe, of which nothing is read until the test asks for it.
    private Process StartUnread(int port, params string[] options) => Process.Start(WlmscpProgram.StartInfo(
        ["--dir", _scene.Root.Path, "--port", port.ToString(CultureInfo.InvariantCulture), .. options]))!;

    private static DicomItem[] LargeKeys() =>
    [
        .. Enumerable.Range(0, 900).Select(number => Keys.Text(
            new DicomTag(0x0011_1000u + (uint)number), DicomVR.LO, new string('x', 56), SpecificCharacterSet.Default)),
    ];

    private static async Task SendGarbageAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", port, Cancelled);
        await socket.SendAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), Cancelled);
        await socket.ReceiveAsync(new byte[64], Cancelled); // A-ABORT
    }

    private static async Task<DicomClient> ConnectAsync(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Peers.ConnectAsync(port, "AETITLE_1");
            }
            catch (SocketException) when (attempt < 1000)
            {
                await Task.Delay(20, Cancelled);
            }
        }
    }
}
