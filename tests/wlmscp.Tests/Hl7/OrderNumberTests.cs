using System.Text;

namespace Wlmscp.Tests.Hl7;

/// <summary>Orders that are known by one of their numbers only: a change finds them.</summary>
public sealed class OrderNumberTests : IDisposable
{
    private readonly Hl7Scene _scene = new();
    private int _count;

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("PLACER1", "", "")]
    [InlineData("", "FILLER-OF-MORE-THAN-16", "")]
    [InlineData("PLACER1", "FILLER-OF-MORE-THAN-16", "")]
    [InlineData("", "", "PROCEDURE1")]
    public async Task Change_WithTheSameNumber_IsOfTheSameEntry(string placer, string filler, string procedure)
    {
        await TakeAsync(Order("NW", placer, filler, procedure));
        await TakeAsync(Order("XO", placer, filler, procedure, day: "20261209"));

        Assert.Equal("20261209", Assert.Single(await ListAsync()));
    }

    // The order that the placer made is taken by the filler, which gives it its own numbers.
    [Theory]
    [InlineData("F1", "")]
    [InlineData("FILLER-OF-MORE-THAN-16", "PROCEDURE1")]
    public async Task Change_WithFurtherNumbers_IsOfTheSameEntry(string filler, string procedure)
    {
        await TakeAsync(Order("NW", "PLACER1", "", ""));
        await TakeAsync(Order("XO", "PLACER1", filler, procedure, day: "20261209"));

        Assert.Equal("20261209", Assert.Single(await ListAsync()));
    }

    // Without an Accession Number, an order is found by the others.
    [Theory]
    [InlineData("P1", "F1")]
    [InlineData("", "F1")]
    [InlineData("P1", "")]
    public async Task Cancellation_WithoutAccessionNumber_FindsTheOrder(string placer, string filler)
    {
        await TakeAsync(Order("NW", "P1", "F1", "").Replace("|||||||||||||||", "||||||||||||||A1001|", StringComparison.Ordinal));
        Assert.Single(await ListAsync());

        await TakeAsync(string.Join('\r', Order("CA", placer, filler, "").Split('\r')[..3]) + "\r");

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task AccessionNumber_ThatComesLater_IsOfTheSameEntry()
    {
        await TakeAsync(Order("NW", "P1", "F1", ""));

        await TakeAsync(Order("XO", "P1", "F1", "", day: "20261209")
            .Replace("|||||||||||||||", "||||||||||||||A1001|", StringComparison.Ordinal));

        Assert.Equal("20261209", Assert.Single(await ListAsync()));
    }

    [Theory]
    [InlineData("PLACER1", "", "PLACER2", "")]
    [InlineData("PLACER1", "F1", "PLACER1", "F2")]
    public async Task OtherNumbers_AreAnotherOrder(string placer, string filler, string otherPlacer, string otherFiller)
    {
        await TakeAsync(Order("NW", placer, filler, ""));
        await TakeAsync(Order("NW", otherPlacer, otherFiller, ""));

        Assert.Equal(2, (await ListAsync()).Length);
    }

    [Fact]
    public async Task StepIDThatTwoStepsHave_IsTheFirstOnes_AndToldToTheSender()
    {
        ProgramRun run = await TakeAsync(Order("NW", "PLACER1", "F1", "R1", step: "S1")
            + Order("NW", "PLACER1", "F1", "R1", step: "S1", day: "20261209").Split('\r', 3)[2]);

        Assert.Equal("20261128", Assert.Single(await ListAsync()));
        Assert.Contains(
            "OBR[2] (0040,0002): not used: this step has the Scheduled Procedure Step ID of OBR, which counts",
            (await ProgramRun.WlmscpAsync("hl7", "--dry-run", "--dir", _scene.Root, $"{_scene.Root}/1.hl7")).Output,
            StringComparison.Ordinal);
        Assert.Contains("MSA|AA|", run.Output, StringComparison.Ordinal);
    }

    private static string Order(
        string control, string placer, string filler, string procedure, string day = "20261128", string step = "") =>
        "MSH|^~\\&|RIS|CLINIC|WLMSCP|AETITLE_1|||ORM^O01|M1|P|2.5.1\r"
        + "PID|||P1||DOE^JANE||19600101|F\r"
        + $"ORC|{control}|{placer}|{filler}||SC\r"
        + $"OBR|1|{placer}|{filler}|C^Chest^L|||||||||||||||{procedure}|{step}||||CT|||1^^^{day}093000\r";

    // The days of the entries.
    private async Task<string[]> ListAsync()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("list", _scene.Area.Path, "PatientID=P1");
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(' ')[0])];
    }

    private async Task<ProgramRun> TakeAsync(string message)
    {
        string file = await _scene.WriteAsync($"{++_count}.hl7", Encoding.ASCII.GetBytes(message));
        return await ProgramRun.WlmscpAsync("hl7", "--dir", _scene.Root, file);
    }
}
