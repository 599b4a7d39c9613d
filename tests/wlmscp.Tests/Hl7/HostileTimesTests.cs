namespace Wlmscp.Tests.Hl7;

/// <summary>Messages whose times, order or patients are out of order: nothing is lost, nothing comes back.</summary>
public sealed class HostileTimesTests : IDisposable
{
    private readonly Hl7Scene _scene = new();
    private int _count;

    public void Dispose() => _scene.Dispose();

    // No moment of the calendar: the message counts as of now.
    [Theory]
    [InlineData("99991231235959-1200")]
    [InlineData("00010101000000+1400")]
    [InlineData("20990101000000")]
    public async Task MessageOfNoMoment_IsCarriedOut_AndALaterOneCountsMore(string time)
    {
        Assert.Contains("MSA|AA|", (await TakeAsync(Order(time))).Output, StringComparison.Ordinal);

        await TakeAsync(Order("20261127081500", control: "CA").Replace("20261127081500", "", StringComparison.Ordinal));

        Assert.False(File.Exists(_scene.Area.Combine("S1.wl")));
    }

    [Fact]
    public async Task OrderOfTheSameSecondAsItsCancellation_StaysCanceled_HoweverOftenItIsRepeated()
    {
        await TakeAsync(Order("20261127081500"));
        await TakeAsync(Order("20261127081500", control: "CA"));
        await TakeAsync(Order("20261127081500"));

        Assert.False(File.Exists(_scene.Area.Combine("S1.wl")));
        Assert.True(File.Exists(_scene.Area.Combine("done/S1.wl")));
    }

    // What a sender says to the minute, or to the day, is as new as it can be, and a repetition is none the less.
    [Theory]
    [InlineData("202611270815", "20261127081530")]
    [InlineData("20261127", "20261127081530")]
    public async Task LessExactTime_IsNotOlderThanAnExactOne(string less, string exact)
    {
        await TakeAsync(Order(exact));
        await TakeAsync(Order(less, control: "CA"));
        Assert.False(File.Exists(_scene.Area.Combine("S1.wl")));

        await TakeAsync(Order(less));

        Assert.False(File.Exists(_scene.Area.Combine("S1.wl")));
    }

    // The newer message was about another step of the study.
    [Fact]
    public async Task OlderOrder_OfAStepThatIsNotThere_IsMade()
    {
        await TakeAsync(Order("20261127081501", step: "S1"));
        ProgramRun run = await TakeAsync(Order("20261127081500", step: "S2"));

        Assert.Contains("MSA|AA|", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_scene.Area.Combine("S2.wl")));
    }

    // An issuer that one message does not name is the other's.
    [Theory]
    [InlineData("OLD^^^HOSP", "OLD")]
    [InlineData("OLD", "OLD^^^HOSP")]
    [InlineData("OLD^^^HOSP", "OLD^^^HOSP")]
    public async Task MergeOfAPatient_CountsForOrders_ThatNameTheIssuerOrNot(string merged, string ordered)
    {
        await TakeAsync(Merge(merged, "NEW^^^HOSP", 1));

        await TakeAsync(Order("20261127090000", patient: ordered));

        Assert.Contains(" NEW ", (await ListAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MergesOfTwoPatientsWithOneID_DoNotCountForOneOfUnknownIssuer()
    {
        await TakeAsync(Merge("OLD^^^HOSP1", "NEW1^^^HOSP1", 1));
        await TakeAsync(Merge("OLD^^^HOSP2", "NEW2^^^HOSP2", 2));

        await TakeAsync(Order("20261127090000", patient: "OLD"));

        Assert.Contains(" OLD ", (await ListAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MergesInACircle_EndAtTheLastOne()
    {
        await TakeAsync(Merge("X", "Y", 1));
        await TakeAsync(Merge("Y", "X", 2));

        await TakeAsync(Order("20261127090000", patient: "Y"));

        Assert.Contains(" X ", (await ProgramRun.WlmscpAsync("list", _scene.Area.Path, "PatientID=X")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MergeIntoAnIDWithASeparator_LeadsToThatPatient()
    {
        await TakeAsync(Merge("OLD", "A\\S\\B", 1));

        await TakeAsync(Order("20261127090000", patient: "OLD"));

        Assert.Contains(" A^B ", (await ListAsync()).Output, StringComparison.Ordinal);
    }

    private Task<ProgramRun> ListAsync() =>
        ProgramRun.WlmscpAsync("list", _scene.Area.Path, "ScheduledProcedureStepID=S1");

    private static string Order(string time, string control = "NW", string step = "S1", string patient = "P1") =>
        $"MSH|^~\\&|RIS|CLINIC|WLMSCP|AETITLE_1|{time}||ORM^O01|M1|P|2.3.1\r"
        + $"PID|||{patient}||DOE^JANE||19600101|F\r"
        + $"ORC|{control}||F1||{(control == "CA" ? "CA" : "SC")}\r"
        + $"OBR|1||F1|C^Chest^L||||||||||||||A1|R1|{step}||||CT|||1^^^20261128093000\r"
        + "ZDS|1.2.276.0.7777.1\r";

    private static string Merge(string from, string to, int minute) =>
        $"MSH|^~\\&|RIS|CLINIC|WLMSCP|AETITLE_1|2026112708{minute:D2}00||ADT^A40|M2|P|2.3.1\r"
        + $"EVN|A40|2026112708{minute:D2}00\rPID|||{to}||DOE^JANE||19600101|F\rMRG|{from}\r";

    private async Task<ProgramRun> TakeAsync(string message)
    {
        string file = await _scene.WriteAsync($"{++_count}.hl7", System.Text.Encoding.ASCII.GetBytes(message));
        return await ProgramRun.WlmscpAsync("hl7", "--dir", _scene.Root, file);
    }
}
