using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using WorklistScp.Network;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.Life;

/// <summary>Scripts start daemons without standard streams, and file systems fill up.</summary>
public sealed class StandardStreamsTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public StandardStreamsTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("2>&-")]
    [InlineData("<&- >&- 2>&-")]
    [InlineData("2> /dev/full")]
    [InlineData("> /dev/full 2>&1")]
    public async Task Daemon_ThatCannotWriteToThem_Serves(string redirection)
    {
        int port = FreePort.Find();
        ProcessStartInfo program = WlmscpProgram.StartInfo(
            "-d", "--dir", _root.Path, "--port", port.ToString(CultureInfo.InvariantCulture));
        using Process shell = Process.Start(new ProcessStartInfo(
            "sh", ["-c", $"exec \"$0\" \"$@\" {redirection}", program.FileName, .. program.ArgumentList]))!;
        try
        {
            for (var i = 0; i < 3; i++)
            {
                await using DicomClient client = await ConnectAsync(port);
                Assert.Equal(2, (await client.FindAsync(Keys.Key(DicomTag.PatientID))).Count);
                Assert.Equal(DicomStatus.Success, await client.CEchoAsync(Cancelled));
                await client.ReleaseAsync(Cancelled);
            }

            Assert.Equal(0, (await ProgramRun.RunAsync("kill", $"{shell.Id}")).ExitCode);
            await shell.WaitForExitAsync(Cancelled);
            Assert.Equal(0, shell.ExitCode);
        }
        finally
        {
            shell.Kill();
        }
    }

    [Theory]
    [InlineData("2>&-")]
    [InlineData("2> /dev/full")]
    public async Task Start_ThatFails_HasItsExitCode(string redirection)
    {
        ProcessStartInfo program = WlmscpProgram.StartInfo("--port", "0", "--dir", _root.Combine("nowhere"));

        ProgramRun run = await ProgramRun.RunAsync(
            "sh", ["-c", $"exec \"$0\" \"$@\" {redirection}", program.FileName, .. program.ArgumentList]);

        Assert.Equal(1, run.ExitCode);
    }

    private static async Task<DicomClient> ConnectAsync(int port)
    {
        var options = new DicomClientOptions
        {
            Host = "127.0.0.1",
            Port = port,
            CallingAETitle = "MODALITY",
            CalledAETitle = "AETITLE_1",
            PresentationContexts = WorklistModel.Contexts,
        };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await DicomClient.ConnectAsync(options, cancellationToken: Cancelled);
            }
            catch (SocketException) when (attempt < 1000)
            {
                await Task.Delay(20, Cancelled);
            }
        }
    }
}
