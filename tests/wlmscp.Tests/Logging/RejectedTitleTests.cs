using System.Globalization;

namespace Wlmscp.Tests.Logging;

/// <summary>
/// AE titles that are not known are the commonest fault of a new modality: the log says what may be meant.
/// </summary>
public sealed class RejectedTitleTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public RejectedTitleTests() => new WorklistArea(_root.Path).Write("1.wl", new Entry());

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("aetitle_1", "there is AETITLE_1")]
    [InlineData("AETITLE1", "there is AETITLE_1")]
    [InlineData("AETITLE-1", "there is AETITLE_1")]
    [InlineData("AETITLE_12", "there is AETITLE_1")]
    [InlineData("ELSEWHERE", "there is none with a similar name")]
    [InlineData("..", "there is none with a similar name")]
    public async Task Called_NotKnown_IsAWarningWithTheNearestThatThereIs(string called, string hint)
    {
        await using WlmscpProcess daemon = await StartAsync();

        await AskAsync(daemon, "MODALITY", called);

        string line = await daemon.WaitForErrorLineAsync(line => line.Contains(" WARN #1: ", StringComparison.Ordinal));
        Assert.Contains($"rejected MODALITY at 127.0.0.1:", line, StringComparison.Ordinal);
        Assert.EndsWith(
            $" for {called}, result 1, source 1, reason 7 (called AE title not recognized): {hint}", line,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CT1", "CT1@10.0.0.0/8 allows it from other addresses only", "CT1@10.0.0.0/8", "MR1")]
    [InlineData("MR2", "none of the 2 that are allowed, the nearest is MR1", "CT1@10.0.0.0/8", "MR1")]
    [InlineData("US", "none of the 2 that are allowed", "CT1@10.0.0.0/8", "MR1")]
    [InlineData("US", "MR* alone is allowed", "MR*")]
    public async Task Calling_Refused_IsAWarningWithTheRule(string calling, string hint, params string[] rules)
    {
        await using WlmscpProcess daemon =
            await StartAsync([.. rules.SelectMany(rule => (string[])["--allow-calling", rule])]);

        await AskAsync(daemon, calling, "AETITLE_1");

        await daemon.WaitForErrorLineAsync(line => line.EndsWith(
            $"reason 3 (calling AE title not recognized): {hint}", StringComparison.Ordinal));
    }

    // Of twenty pairs the first, of which the twentieth stands for all that are more; then counts.
    [Fact]
    public async Task Pairs_Many_AreTwentyLines_AndCounts()
    {
        await using WlmscpProcess daemon = await StartAsync();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 30; i++)
            {
                await AskAsync(daemon, string.Create(CultureInfo.InvariantCulture, $"M{i:00}"), "NOBODY");
            }
        }

        Assert.Equal(0, await daemon.StopAsync());

        Assert.Equal(20, daemon.ErrorLines.Count(line => line.Contains(": rejected M", StringComparison.Ordinal)));
        Assert.Single(daemon.ErrorLines, line => line.Contains(
            " WARN 2 more rejected in the last minute of M00 for NOBODY, the last at 127.0.0.1:",
            StringComparison.Ordinal));
        Assert.Equal(
            19,
            daemon.ErrorLines.Count(line => line.Contains(" 2 more rejected in the last", StringComparison.Ordinal)));
        Assert.Single(daemon.ErrorLines, line => line.Contains(
            " WARN 32 more rejected for their AE titles in the last minute, the last was M29 at 127.0.0.1:",
            StringComparison.Ordinal));
        Assert.Equal(40, daemon.ErrorLines.Count(line => line.Contains(" WARN ", StringComparison.Ordinal)
            && line.Contains("rejected", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Titles_OfAHostilePeer_AreOneLine()
    {
        await using WlmscpProcess daemon = await StartAsync();

        await AskAsync(daemon, "\n\u001b[2J\\", "X\rY");

        Assert.Equal(0, await daemon.StopAsync());
        Assert.Single(daemon.ErrorLines, line =>
            line.Contains(@"rejected \x0a\x1b[2J\x5c at ", StringComparison.Ordinal)
            && line.Contains(@" for X\x0dY, ", StringComparison.Ordinal));
    }

    private static async Task AskAsync(WlmscpProcess daemon, string calling, string called)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
        await peer.SendAsync(new AssociateRequest { CallingAETitle = calling, CalledAETitle = called }.ToBytes());
        Assert.Equal(3, (await peer.ReceiveAsync())![0]); // A-ASSOCIATE-RJ
    }

    private Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["--dir", _root.Path, "--bind", "127.0.0.1", .. options]);
}
