using System.Diagnostics;
using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Access;

/// <summary><c>--access-control</c>: the files of hosts_access(5), read again when they change.</summary>
public sealed class HostsAccessTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public HostsAccessTests()
    {
        new WorklistArea(_root.Combine("areas")).Write("1.wl", new Entry());
        Bystander.MakeArea(_root.Combine("areas"));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Allow => _root.Combine("hosts.allow");

    private string Deny => _root.Combine("hosts.deny");

    private string[] Options => ["--dir", _root.Combine("areas"), "+ac", "--hosts-allow", Allow, "--hosts-deny", Deny];

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Files_ThatChange_CountFromTheNextConnectionOn()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(Options);
        Assert.Equal("accepted", await daemon.AskAsync());

        await WriteAsync(Deny, "# nobody\nwlmscpfs : ALL\n");
        Assert.Equal("closed", await daemon.AskAsync());
        await daemon.WaitForErrorLineAsync(line => line.EndsWith($": refused by {Deny}:2", StringComparison.Ordinal));

        await WriteAsync(Allow, "wlmscp : 127.0.0.0/255.0.0.0 EXCEPT 127.0.0.2\n");
        Assert.Equal("accepted", await daemon.AskAsync());
        Assert.Equal("closed", await daemon.AskAsync("127.0.0.2"));
    }

    [Fact]
    public async Task File_ThatIsBroken_KeepsTheDaemonFromStarting()
    {
        await WriteAsync(Allow, "sshd : ALL : spawn (echo %h)\n\nwlmscp : ALL : spawn (echo %h)\n");

        ProgramRun run = await ProgramRun.WlmscpAsync(["--port", "0", .. Options]);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(
            $"wlmscp: --access-control: {Allow}:3: 'spawn (echo %h)', expected ALLOW, DENY or nothing",
            Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatBreaksLater_RefusesEveryoneUntilItIsMended()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(Options);
        await using Bystander bystander = await Bystander.StartAsync(daemon);

        await WriteAsync(Deny, "wlmscp\n");
        Assert.Equal("closed", await daemon.AskAsync());
        Assert.Equal("closed", await daemon.AskAsync("127.0.0.2"));
        await bystander.GetAnswersAsync();

        File.Delete(Deny);
        Assert.Equal("accepted", await daemon.AskAsync());
        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
        Assert.Single(
            daemon.ErrorLines,
            line => line.EndsWith(
                $" EROR refusing everyone: {Deny}:1: 'wlmscp', expected DAEMONS : CLIENTS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rule_ForTheNameThatTheProgramWasStartedBy_Counts()
    {
        string? published = Environment.GetEnvironmentVariable("WLMSCP");
        Assert.SkipWhen(string.IsNullOrEmpty(published), "only the native program is one file that can be linked");
        string link = _root.Combine("ctworklist");
        File.CreateSymbolicLink(link, published!);
        await WriteAsync(Deny, "ctworklist : 127.0.0.2\nother : 127.0.0.3\n");
        var start = new ProcessStartInfo(link, ["--port", "0", .. Options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(start);

        Assert.Equal("closed", await daemon.AskAsync("127.0.0.2"));
        Assert.Equal("accepted", await daemon.AskAsync("127.0.0.3"));
    }

    /// <summary>Every machine's file of hosts has a name for 127.0.0.1, which its LOCAL or KNOWN admits.</summary>
    [Fact]
    public async Task Name_OfTheLoopbackAddress_IsKnown()
    {
        Assert.SkipWhen(OptionTable.OptionScene.FindLocalName() is null, "this machine has no name for 127.0.0.1");
        await WriteAsync(Allow, "wlmscp : KNOWN\n");
        await WriteAsync(Deny, "ALL : ALL\n");
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(Options);

        Assert.Equal("accepted", await daemon.AskAsync());
    }

    private static Task WriteAsync(string path, string text) => File.WriteAllTextAsync(path, text, Cancelled);
}
