using System.Text;

namespace Wlmscp.Tests.Hl7;

/// <summary>Orders whose storage area changes, or is away: no step is in two areas, none in the wrong one.</summary>
public sealed class OtherAreaTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _ct;
    private readonly WorklistArea _mr;
    private readonly WorklistArea _us;
    private int _minute;

    public OtherAreaTests()
    {
        _ct = new WorklistArea(_root.Path, "CT_AREA");
        _mr = new WorklistArea(_root.Path, "MR_AREA");
        _us = new WorklistArea(_root.Path, "US_AREA");
        File.WriteAllText(
            _root.Combine("wlmscp.json"),
            """
            { "hl7": { "areas": [ { "area": "CT_AREA", "modality": "CT" }, { "area": "MR_AREA", "modality": "MR" } ] } }
            """);
    }

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("XO")]
    [InlineData("NW")]
    public async Task OtherModality_MovesTheStep_WithWhatTheMessageDoesNotSay(string control)
    {
        await TakeAsync(Order("NW", "CT").Replace("||||||||||||||A1", "|||||||||Allergic|||||A1", StringComparison.Ordinal));

        ProgramRun moved = await TakeAsync(Order(control, "MR"));

        Assert.Empty(Find(_ct, "S1.wl"));
        Assert.Empty(Find(_ct, "done/S1.wl"));
        Assert.Contains(
            "Allergic",
            (await ProgramRun.WlmscpAsync("list", _mr.Path, "--json")).Output, StringComparison.Ordinal);
        Assert.Contains("MSA|AA|", moved.Output, StringComparison.Ordinal);
        Assert.Contains("A step was in storage area CT_AREA, and is moved", moved.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MovedBack_IsWhereItWas_AndAnOlderMessageDoesNotMoveIt()
    {
        string first = Order("NW", "CT");
        await TakeAsync(first);
        await TakeAsync(Order("XO", "MR"));

        await TakeAsync(first);
        Assert.Single(Find(_mr, "S1.wl"));
        Assert.Empty(Find(_ct, "S1.wl"));

        await TakeAsync(Order("XO", "CT"));
        Assert.Empty(Find(_mr, "S1.wl"));
        Assert.Single(Find(_ct, "S1.wl"));
    }

    [Theory]
    [InlineData("S1")]
    [InlineData("")]
    public async Task Cancellation_WithAnotherModality_EndsTheStep(string step)
    {
        await TakeAsync(Order("NW", "CT"));

        await TakeAsync(Order("CA", "MR", step));

        Assert.Empty(Find(_ct, "S1.wl"));
        Assert.Single(Find(_ct, "done/S1.wl"));
        Assert.Empty(Find(_mr, "S1.wl"));
    }

    // Neither modality nor receiver say where: it is looked for in all areas, and remembered in all where it may come.
    [Fact]
    public async Task CancellationWithoutModality_FindsTheStep_AlsoWhereNoRuleLeads()
    {
        await TakeAsync(Order("NW", "US", receiver: "US_AREA"));
        Assert.Single(Find(_us, "S1.wl"));

        await TakeAsync(Order("CA", ""));

        Assert.Single(Find(_us, "done/S1.wl"));
    }

    [Fact]
    public async Task CancellationWithoutModality_BeforeTheOrder_CountsWhereverItComes()
    {
        string order = Order("NW", "MR");
        await TakeAsync(Order("CA", ""));

        await TakeAsync(order);

        Assert.Empty(Find(_mr, "S1.wl"));
    }

    [Fact]
    public async Task ChangeWithoutModality_ChangesTheStepWhereItIs()
    {
        await TakeAsync(Order("NW", "MR"));

        ProgramRun run = await TakeAsync(Order("XO", "").Replace("20261128", "20261209", StringComparison.Ordinal));

        Assert.Contains("MSA|AA|", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "20261209", (await ProgramRun.WlmscpAsync("list", _mr.Path)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancellationOfTheWholeOrder_EndsItsStepsInAllAreas()
    {
        await TakeAsync(Order("NW", "CT") + string.Join('\r', Order("NW", "MR", "S2").Split('\r')[2..]));
        Assert.Single(Find(_ct, "S1.wl"));
        Assert.Single(Find(_mr, "S2.wl"));

        await TakeAsync(Order("CA", "", ""));

        Assert.Single(Find(_ct, "done/S1.wl"));
        Assert.Single(Find(_mr, "done/S2.wl"));
    }

    [Fact]
    public async Task AreaThatIsAway_IsWaitedFor()
    {
        await using WlmscpProcess daemon =
            await WlmscpProcess.StartAsync("-v", "--port", "0", "--dir", _root.Path, "--hl7-port", "0");
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        Assert.Equal("AA M1", await AnswerAsync(peer, Order("NW", "MR", receiver: "MR_AREA")));
        string away = $"{_root.Path}-away";
        Directory.Move(_mr.Path, away);
        try
        {
            Assert.Equal("AR M1", await AnswerAsync(peer, Order("XO", "MR", receiver: "MR_AREA")));
            Assert.Empty(Find(_ct, "*.wl"));
        }
        finally
        {
            Directory.Move(away, _mr.Path);
        }

        Assert.Equal("AA M1", await AnswerAsync(peer, Order("XO", "MR", receiver: "MR_AREA")));
    }

    private static string[] Find(WorklistArea area, string pattern)
    {
        string directory = Path.Join(area.Path, Path.GetDirectoryName(pattern));
        return Directory.Exists(directory) ? Directory.GetFiles(directory, Path.GetFileName(pattern)) : [];
    }

    private static async Task<string?> AnswerAsync(MllpPeer peer, string message)
    {
        await peer.SendAsync(Hl7Messages.Framed(Encoding.ASCII.GetBytes(message)));
        return await peer.ReceiveAsync();
    }

    private string Order(string control, string modality, string step = "S1", string receiver = "X") =>
        $"MSH|^~\\&|RIS|CLINIC|WLMSCP|{receiver}|202611270{++_minute / 60}{_minute % 60:D2}00||ORM^O01|M1|P|2.5.1\r"
        + "PID|||P1||DOE^JANE||19600101|F\r"
        + $"ORC|{control}||F1||{(control == "CA" ? "CA" : "SC")}\r"
        + $"OBR|1||F1|C^Chest^L||||||||||||||A1|R1|{step}||||{modality}|||1^^^20261128093000\r"
        + "ZDS|1.2.276.0.7777.1\r";

    private async Task<ProgramRun> TakeAsync(string message)
    {
        string file = _root.Combine($"{Guid.NewGuid():N}.hl7");
        await File.WriteAllTextAsync(file, message, TestContext.Current.CancellationToken);
        return await ProgramRun.WlmscpAsync("hl7", "--dir", _root.Path, "--config", _root.Combine("wlmscp.json"), file);
    }
}
