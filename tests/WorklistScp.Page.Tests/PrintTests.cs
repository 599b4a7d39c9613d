using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WorklistScp.Page.Tests;

/// <summary>What is put on paper.</summary>
/// <param name="chromium">The browser.</param>
public sealed class PrintTests(Chromium chromium)
{
    [Fact]
    public async Task ListOfTheDay_IsAllThatIsOnThePaper()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, Day.WriteBusy);
        Desk desk = await scene.OpenAsync();
        await Expect(desk.Slots).Not.ToHaveCountAsync(0);

        string text = await PrintAsync(desk);

        Assert.Contains("Doe, Jane", text, StringComparison.Ordinal);
        Assert.Contains("A-1001", text, StringComparison.Ordinal);
        Assert.Contains("CT room 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Wieck", text, StringComparison.Ordinal); // cancelled
        Assert.DoesNotContain("Sign out", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Label_IsPrintedAlone_WithBarcodesOfAccessionAndPatientID()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, Day.WriteBusy);
        Desk desk = await scene.OpenAsync();
        await desk.OpenEntryAsync("Doe, Jane");
        await desk.Button("Label").ClickAsync();

        await Expect(desk.Dialog.GetByRole(AriaRole.Img, new() { Name = "A-1001" })).ToBeVisibleAsync();
        await Expect(desk.Dialog.GetByRole(AriaRole.Img, new() { Name = "PAT-1" })).ToBeVisibleAsync();
        string text = await PrintAsync(desk);
        Assert.Contains("Doe, Jane", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Roe", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paper_HasNobodysData_WhileNobodyIsSignedIn()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();
        await Expect(desk.Slots).ToHaveCountAsync(1);
        await desk.Page.Context.ClearCookiesAsync();
        // By key: the page may see by itself that the session has ended, and then there is nothing to click.
        await desk.PressAsync("Alt+PageDown");
        await Expect(desk.Page.Locator("#gate")).ToBeVisibleAsync();

        Assert.DoesNotContain("Doe", await PrintAsync(desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_HasTheColoursOfPaper_InTheDarkToo()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync(options: new() { ColorScheme = ColorScheme.Dark });
        await Expect(desk.Slots).ToHaveCountAsync(1);
        await desk.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await desk.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");

        ILocator paper = desk.Page.Locator("#paper");
        await Expect(paper).ToContainTextAsync("Doe, Jane");
        await Expect(paper.Locator("td").First).ToHaveCSSAsync("color", "rgb(0, 0, 0)");
        await Expect(desk.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
        await Expect(desk.Page.Locator("header.top")).ToBeHiddenAsync();
    }

    /// <summary>Prints what the page would print, and reads it.</summary>
    private static async Task<string> PrintAsync(Desk desk)
    {
        using var directory = new TemporaryDirectory();
        string file = directory.Combine("paper.pdf");
        await desk.Page.PdfAsync(new() { Path = file });
        ProgramRun run = await ProgramRun.RunAsync("pdftotext", "-layout", file, "-");
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }
}
