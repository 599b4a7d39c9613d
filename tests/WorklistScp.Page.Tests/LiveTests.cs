using Microsoft.Playwright;
using WorklistScp.Interop.Tests;
using static Microsoft.Playwright.Assertions;

namespace WorklistScp.Page.Tests;

/// <summary>What others do shows without anybody asking for it; wlmscpfs serves what the page does.</summary>
/// <param name="chromium">The browser.</param>
public sealed class LiveTests(Chromium chromium)
{
    [Fact]
    public async Task Entries_OfCommandsAndFiles_ComeAndGoByThemselves()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenAsync();
        await Expect(desk.Slots).ToHaveCountAsync(0);

        ProgramRun run = await ProgramRun.WlmscpAsync(
            "add", scene.Area.Path, "PatientName=Vivaldi^Antonio", "PatientID=PAT-9", "Modality=CT",
            "ScheduledStationAETitle=CT1", $"ScheduledProcedureStepStartDate={Day.Date}",
            "ScheduledProcedureStepStartTime=0900");
        Assert.True(run.ExitCode == 0, run.Error);
        await Expect(desk.Slots).ToContainTextAsync(["Vivaldi, Antonio"]);
        scene.Area.Write("file.wl", Day.Entry);
        await Expect(desk.Slots).ToContainTextAsync(["Vivaldi, Antonio", "Doe, Jane"]);
        File.Delete(scene.Area.Combine("file.wl"));
        await Expect(desk.Slots).ToContainTextAsync(["Vivaldi, Antonio"]);

        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task Change_OfOthers_LeavesTheFocusAndWhatIsTyped()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();
        ILocator slot = desk.Slots.Filter(new() { HasText = "Doe, Jane" });
        await slot.FocusAsync();

        scene.Area.Write("b.wl", Day.Of(2, "Vivaldi^Antonio", "CT1", "0800"));
        await Expect(desk.Slots).ToHaveCountAsync(2);
        await Expect(slot).ToBeFocusedAsync();

        await desk.PressAsync("Enter");
        await Expect(desk.Dialog).ToBeVisibleAsync();
        scene.Area.Write("d.wl", Day.Of(4, "Stein^Anna", "CT1", "0900"));
        await Expect(desk.Slots).ToHaveCountAsync(3);
        await desk.PressAsync("Escape");
        await Expect(slot).ToBeFocusedAsync();

        await desk.PressAsync("Alt+n");
        await desk.Field("family").FillAsync("Wieck");
        scene.Area.Write("c.wl", Day.Of(3, "Roe^Rita", "CT1", "0830"));
        await Expect(desk.Slots).ToHaveCountAsync(4);
        await Expect(desk.Field("family")).ToHaveValueAsync("Wieck");
        await Expect(desk.Field("family")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task SessionThatEnds_IsSeen_ThoughNobodyDoesAnything()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();
        await Expect(desk.Slots).ToHaveCountAsync(1);

        // As another window of the same browser does it.
        int status = await desk.Page.EvaluateAsync<int>(
            "fetch('session', { method: 'DELETE', headers: { 'X-Wlmscp-Page': '1' } }).then(answer => answer.status)");
        Assert.Equal(204, status);

        scene.Area.Write("b.wl", Day.Of(2, "Vivaldi^Antonio", "CT1", "0800"));
        await Expect(desk.Page.Locator("#gate")).ToContainTextAsync("Your session has ended.");
        await desk.SignInAsync("desk", Wlmscp.Tests.Web.WebScene.Password);
        await Expect(desk.Slots).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Wlmscpfs_OnTheSameDirectory_ServesWhatThePageDoes()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        await using DcmtkServer wlmscpfs = await DcmtkServer.StartAsync("wlmscpfs", "-dfp", scene.Root);
        Desk desk = await scene.OpenAsync();

        await desk.MakeAsync("4711", "Doe", "Jane");
        Assert.Contains("[Doe^Jane", await Modality.FindAsync(wlmscpfs.Port, "PatientID=4711"), StringComparison.Ordinal);
        await desk.OpenEntryAsync("Doe, Jane");
        await desk.Button("Change").ClickAsync();
        await desk.Field("given").FillAsync("Janet");
        await desk.Button("Save").ClickAsync();
        await Expect(desk.Notice).ToContainTextAsync("Changed");
        Assert.Contains("[Doe^Janet", await Modality.FindAsync(wlmscpfs.Port, "PatientID=4711"), StringComparison.Ordinal);
        await desk.OpenEntryAsync("Doe, Janet");
        await desk.Button("Cancel entry").ClickAsync();
        await Expect(desk.Notice).ToContainTextAsync("Cancelled");

        Assert.DoesNotContain("Doe", await Modality.FindAsync(wlmscpfs.Port), StringComparison.Ordinal);
    }
}
