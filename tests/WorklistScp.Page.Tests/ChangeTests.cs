using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WorklistScp.Page.Tests;

/// <summary>Entries that are changed, arrive, do not come, and what is taken back; a modality sees the same.</summary>
/// <param name="chromium">The browser.</param>
public sealed class ChangeTests(Chromium chromium)
{
    [Fact]
    public async Task Change_IsFoundByFindscu_AndTakenBackByUndo()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();

        await desk.OpenEntryAsync("Doe, Jane");
        await desk.Button("Change").ClickAsync();
        await desk.Field("given").FillAsync("Janet");
        await desk.Field("time").FillAsync("1345");
        await desk.Button("Save").ClickAsync();

        await Expect(desk.Notice).ToContainTextAsync("Changed: Doe, Jane");
        await Expect(desk.Slots).ToContainTextAsync(["13:45"]);
        string found = await Modality.FindAsync(scene.DicomPort, "PatientID=PAT-1");
        Assert.Contains("[Doe^Janet", found, StringComparison.Ordinal);
        Assert.Contains("[134500]", found, StringComparison.Ordinal);
        await desk.Button("Undo").ClickAsync();
        await Expect(desk.Slots).ToContainTextAsync(["11:00"]);
        Assert.Contains("[Doe^Jane]", await Modality.FindAsync(scene.DicomPort), StringComparison.Ordinal);
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task Patient_WhoHasArrived_IsMarkedInWords_AndByControlZNotArrived()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();

        await desk.OpenEntryAsync("Doe, Jane");
        await desk.Button("Arrived").ClickAsync();

        await Expect(desk.Slots).ToContainTextAsync(["Arrived"]);
        await Expect(desk.Page.Locator("#said")).ToContainTextAsync("Doe, Jane has arrived.");
        await desk.PressAsync("Control+z");
        await Expect(desk.Slots).ToContainTextAsync(["Scheduled"]);
    }

    [Theory]
    [InlineData("Cancel entry", "Cancelled")]
    [InlineData("No-show", "No-show")]
    public async Task Entry_ThatDoesNotTakePlace_IsKeptFromModalities_AndCanBeBroughtBack(string button, string status)
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();

        await desk.Button("List").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = $"{button}: Doe, Jane" }).ClickAsync();

        await Expect(desk.Notice).ToContainTextAsync(status);
        Assert.DoesNotContain("Doe", await Modality.FindAsync(scene.DicomPort), StringComparison.Ordinal);
        await desk.Page.GetByLabel("Show cancelled").CheckAsync();
        await Expect(desk.Page.Locator("tbody tr .status")).ToHaveTextAsync(status);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Bring back: Doe, Jane" }).ClickAsync();
        await Expect(desk.Page.Locator("tbody tr .status")).ToHaveTextAsync("Scheduled");
        Assert.Contains("Doe", await Modality.FindAsync(scene.DicomPort), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_IsOfferedForTenSeconds_AndAsLongAsItIsPointedAt()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();
        await desk.OpenEntryAsync("Doe, Jane");
        await desk.Button("Arrived").ClickAsync();
        await Expect(desk.Notice).ToBeVisibleAsync();

        await desk.Notice.HoverAsync();
        await desk.Page.Clock.FastForwardAsync(60_000);
        await Expect(desk.Notice).ToBeVisibleAsync();
        await desk.Search.HoverAsync();
        await desk.Page.Clock.FastForwardAsync(10_001);
        await Expect(desk.Notice).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Status_OfAnEntryThatAnotherDeskChanged_IsNotSet()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk other = await scene.OpenAsync("admin");
        Desk desk = await scene.OpenAsync();
        await desk.OpenEntryAsync("Doe, Jane");

        await other.OpenEntryAsync("Doe, Jane");
        await other.Button("Arrived").ClickAsync();
        await Expect(other.Notice).ToContainTextAsync("arrived");
        await desk.Button("Cancel entry").ClickAsync();

        await Expect(desk.Notice).ToContainTextAsync("Somebody else changed this entry meanwhile. Nothing was done");
        await Expect(desk.Slots).ToContainTextAsync(["Arrived"]);
    }

    [Fact]
    public async Task Field_ThatBothDesksChanged_IsChosenBetween()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk other = await scene.OpenAsync("admin");
        Desk desk = await scene.OpenAsync();
        foreach (Desk each in (Desk[])[desk, other])
        {
            await each.OpenEntryAsync("Doe, Jane");
            await each.Button("Change").ClickAsync();
        }

        await other.Field("comments").FillAsync("in a wheelchair");
        await other.Button("Save").ClickAsync();
        await Expect(other.Notice).ToContainTextAsync("Changed");
        await desk.Field("comments").FillAsync("brings a disc");
        await desk.Button("Save").ClickAsync();

        await Expect(desk.Page.Locator(".stale tbody tr")).ToContainTextAsync(["in a wheelchair"]);
        await Expect(desk.Field("comments")).ToHaveValueAsync("brings a disc");
        await desk.Button("Take theirs").ClickAsync();
        await Expect(desk.Field("comments")).ToHaveValueAsync("in a wheelchair");
        await Expect(desk.Field("comments")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Entry_ThatAnotherDeskRemoved_IsSaidToBeGone_AndWhatWasTypedStays()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();
        await desk.OpenEntryAsync("Doe, Jane");
        await desk.Button("Change").ClickAsync();
        await desk.Field("comments").FillAsync("brings a disc");

        File.Delete(scene.Area.Combine("a.wl"));
        await desk.Button("Save").ClickAsync();

        await Expect(desk.Page.Locator(".summary")).ToContainTextAsync("Somebody else removed this entry meanwhile.");
        await Expect(desk.Field("comments")).ToHaveValueAsync("brings a disc");
    }
}
