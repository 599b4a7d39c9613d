using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Access;

/// <summary>Hosts and AE titles that no rule admits, while another association goes on.</summary>
public sealed class RefusedHostTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public RefusedHostTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
        Bystander.MakeArea(_root.Path);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Host_Refused_GetsNothingButAClosedConnectionAndALine()
    {
        await using WlmscpProcess daemon = await StartAsync("--allow", "127.0.0.1", "--acse-timeout", "60");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        for (var i = 0; i < 20; i++)
        {
            await using RawPeer silent = await RawPeer.ConnectAsync(daemon, "127.0.0.2");
            await silent.AssertClosedAsync();
        }

        Assert.Equal("closed", await daemon.AskAsync("127.0.0.3"));
        await bystander.FinishAsync();
        await daemon.WaitForErrorLineAsync(
            line => line.Contains(": closed 127.0.0.3:", StringComparison.Ordinal)
                && line.EndsWith(": refused by --allow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CallingAETitle_Refused_IsRejectedAndLogged()
    {
        await using WlmscpProcess daemon = await StartAsync("-v", "--allow-calling", "MODALITY");
        await using Bystander bystander = await Bystander.StartAsync(daemon);

        Assert.Equal("rejected 1, 1, 3", await daemon.AskAsync(calling: "STRANGER"));

        await bystander.FinishAsync();
        await daemon.WaitForErrorLineAsync(line => line.Contains(
            "result 1, source 1, reason 3 (calling AE title not recognized)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CT1", 0)]
    [InlineData("MR1", 1)]
    public async Task CallingAETitle_OfEchoscu_IsAcceptedOrNot(string calling, int exitCode)
    {
        await using WlmscpProcess daemon = await StartAsync("--allow-calling", "CT*@127.0.0.0/8");

        ProgramRun echo = await ProgramRun.RunAsync(
            "echoscu", "-aet", calling, "-aec", "AETITLE_1", "127.0.0.1", $"{daemon.Port}");

        Assert.Equal(exitCode, echo.ExitCode);
        Assert.Equal(
            exitCode != 0,
            (echo.Output + echo.Error).Contains("Calling AE Title Not Recognized", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.2", "CT1", "accepted")]
    [InlineData("127.0.0.2", "MR1", "rejected 1, 1, 3")]
    [InlineData("127.0.0.3", "CT1", "closed")]
    [InlineData("127.0.1.2", "CT1", "closed")]
    public async Task Rules_OfEveryKind_MustAllAdmit(string from, string calling, string expected)
    {
        string deny = _root.Combine("deny");
        await File.WriteAllTextAsync(deny, "wlmscp : ALL EXCEPT 127.0.0.2 127.0.1.2\n", Cancelled);
        await using WlmscpProcess daemon = await StartAsync(
            "--allow", "127.0.0.0/24", "--allow-calling", "CT?", "+ac", "--hosts-deny", deny);

        Assert.Equal(expected, await daemon.AskAsync(from, calling));
    }

    [Fact]
    public async Task Address_WithTooManyConnections_IsClosedWithOneLine()
    {
        await using WlmscpProcess daemon = await StartAsync("--max-per-address", "2");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        RawPeer second = await RawPeer.AssociateAsync(daemon);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal("closed", await daemon.AskAsync());
        }

        Assert.Equal("accepted", await daemon.AskAsync("127.0.0.2"));
        await bystander.GetAnswersAsync();
        await second.DisposeAsync();
        while (await daemon.AskAsync() == "closed")
        {
            // The daemon learns a little later that the second has gone.
        }

        await bystander.FinishAsync();
        Assert.Single(
            daemon.ErrorLines,
            line => line.Contains("its address has 2 connections already", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false, "--bind", "127.0.0.1")]
    [InlineData(false, "--allow", "127.0.0.1")]
    [InlineData(false, "--allow-calling", "*")]
    [InlineData(true, "--access-control", "--hosts-allow", "/dev/null", "--hosts-deny", "/dev/null")]
    [InlineData(true, "--proxy-protocol", "127.0.0.1")]
    public async Task Start_WhereEveryoneMayRead_IsWarnedOf(bool isWarned, params string[] options)
    {
        await using WlmscpProcess daemon = await StartAsync(options);

        Assert.Equal(0, await daemon.StopAsync());

        Assert.Equal(
            isWarned ? 1 : 0,
            daemon.ErrorLines.Count(line => line.Contains(" WARN everyone who reaches ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Start_WithARuleInAFile_IsNotWarnedOf()
    {
        string deny = _root.Combine("deny");
        await File.WriteAllTextAsync(deny, "wlmscp : 192.0.2.66\n", Cancelled);
        await using WlmscpProcess daemon = await StartAsync("+ac", "--hosts-allow", "/dev/null", "--hosts-deny", deny);

        Assert.Equal(0, await daemon.StopAsync());

        Assert.Equal([daemon.ReadyLine], daemon.ErrorLines);
    }

    private Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["--dir", _root.Path, .. options]);
}
