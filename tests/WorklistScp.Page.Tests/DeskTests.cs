using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WorklistScp.Page.Tests;

/// <summary>What a receptionist does, in a real browser against the real program.</summary>
/// <param name="chromium">The browser.</param>
public sealed class DeskTests(Chromium chromium)
{
    [Fact]
    public async Task SignIn_WithAWrongPassword_SaysSoAndShowsNothing()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenSignedOutAsync();

        await desk.Page.Locator("#gate [name=name]").FillAsync("desk");
        await desk.Page.Locator("#gate [name=password]").FillAsync("not it");
        await desk.PressAsync("Enter");

        await Expect(desk.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("User name or password is wrong.");
        await Expect(desk.Page.Locator(".grid")).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator("#gate [name=password]")).ToHaveValueAsync("");
        await desk.SignInAsync("desk", Wlmscp.Tests.Web.WebScene.Password);
    }

    [Fact]
    public async Task NewEntry_ByKeyboardAlone_IsFoundByFindscuInTheNextQuery()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenAsync();

        await desk.MakeAsync("4711", "Doe", "Jane");

        await Expect(desk.Slots).ToContainTextAsync(["10:15"]);
        string found = await Modality.FindAsync(scene.DicomPort, "PatientID=4711");
        Assert.Contains("[Doe^Jane]", found, StringComparison.Ordinal);
        Assert.Contains("[19800512]", found, StringComparison.Ordinal);
        Assert.Contains("[CTABD", found, StringComparison.Ordinal);
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task KnownPatient_FillsTheForm_AndDifferingDataAreAskedAbout()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenAsync();
        await desk.MakeAsync("4711", "Doe", "Jane");

        await desk.PressAsync("Alt+n");
        await desk.Page.Keyboard.TypeAsync("4711");
        await desk.PressAsync("Enter");
        await Expect(desk.Field("exam")).ToBeFocusedAsync();
        await Expect(desk.Field("given")).ToHaveValueAsync("Jane");
        await Expect(desk.Field("birthDate")).ToHaveValueAsync("12/05/1980");

        await desk.Field("given").FillAsync("Janet");
        await desk.Field("exam").FillAsync("MR knee");
        await desk.PressAsync("Enter");
        await Expect(desk.Field("time")).ToBeFocusedAsync();
        // CT room 1 has the patient until 10:35.
        await Expect(desk.Field("time")).ToHaveValueAsync("10:35");
        await desk.PressAsync("Enter");
        ILocator question = desk.Page.Locator(".question");
        await Expect(question).ToBeFocusedAsync();
        await desk.ExpectAccessibleAsync("question");
        await desk.Button("Take the known data").ClickAsync();
        await Expect(desk.Field("given")).ToHaveValueAsync("Jane");
        await desk.PressAsync("Control+Enter");
        await Expect(desk.Slots).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task CancelAndNoShow_AreTakenBackByUndo()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenAsync();
        await desk.MakeAsync("4711", "Doe", "Jane");

        foreach ((string button, string said) in ((string, string)[])[("Cancel entry", "Cancelled"), ("No-show", "No-show")])
        {
            await desk.Slots.ClickAsync();
            await desk.Button(button).ClickAsync();
            await Expect(desk.Notice).ToContainTextAsync(said);
            await Expect(desk.Slots).ToHaveCountAsync(0);
            await desk.Button("Undo").ClickAsync();
            await Expect(desk.Slots).ToHaveCountAsync(1);
        }

        await desk.Slots.ClickAsync();
        await Expect(desk.Page.Locator("dialog.details")).ToContainTextAsync("Scheduled");
        await Expect(desk.Page.Locator("dialog.details")).Not.ToContainTextAsync("Comments");
    }

    [Fact]
    public async Task NewEntry_IsTakenBackByControlZ()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenAsync();
        await desk.MakeAsync("4711", "Doe", "Jane");

        await desk.PressAsync("Control+z");

        await Expect(desk.Slots).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Change_ThatAnotherDeskMadeMeanwhile_IsShownAndWhatWasTypedKept()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenAsync();
        await desk.MakeAsync("4711", "Doe", "Jane");
        Desk other = await scene.OpenAsync("admin");
        foreach (Desk each in (Desk[])[desk, other])
        {
            await each.Slots.ClickAsync();
            await each.Button("Change").ClickAsync();
        }

        await other.Field("comments").FillAsync("brings a disc");
        await other.Field("time").FillAsync("1400");
        await other.PressAsync("Control+Enter");
        await Expect(other.Notice).ToContainTextAsync("Changed");
        await desk.Field("time").FillAsync("15:00");
        await desk.PressAsync("Control+Enter");

        await Expect(desk.Page.Locator(".stale")).ToContainTextAsync("Somebody else changed this entry meanwhile.");
        await desk.ExpectAccessibleAsync("stale");
        await Expect(desk.Field("time")).ToHaveValueAsync("15:00");
        await Expect(desk.Field("comments")).ToHaveValueAsync("brings a disc");
        await desk.PressAsync("Control+Enter");
        await Expect(desk.Notice).ToContainTextAsync("Changed");
        // The other desk learns of it by itself.
        await Expect(other.Slots).ToContainTextAsync(["15:00"]);
    }

    [Fact]
    public async Task Search_FindsWhileTyping_AndOpensWhatAScannerMeant()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenAsync();
        await desk.MakeAsync("4711", "Doe", "Jane");
        await desk.MakeAsync("47110", "Smith", "Anna");

        await desk.PressAsync("Alt+s");
        await desk.Page.Keyboard.TypeAsync("jane do");
        await Expect(desk.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(desk.Page.Locator("#said")).ToHaveTextAsync("1 entry found");
        await desk.PressAsync("Alt+s");
        await desk.Page.Keyboard.TypeAsync("4711");
        await desk.PressAsync("Enter");

        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Doe, Jane" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Search_OpensNothingElse_WhenOthersChangeTheListMeanwhile()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();
        await Expect(desk.Slots).ToHaveCountAsync(1);
        var isAsked = new TaskCompletionSource();
        var mayGo = new TaskCompletionSource();
        await desk.Page.RouteAsync("**/entries", async route =>
        {
            if (route.Request.PostData?.Contains("NOBODY", StringComparison.Ordinal) == true)
            {
                isAsked.TrySetResult();
                await mayGo.Task;
            }

            await route.ContinueAsync();
        });

        await desk.PressAsync("Alt+s");
        await desk.Page.Keyboard.InsertTextAsync("NOBODY");
        await desk.PressAsync("Enter");
        await isAsked.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        scene.Area.Write("b.wl", Day.Of(2, "Vivaldi^Antonio", "CT1", "0800"));
        // In which the page hears of it, and would ask anew.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        mayGo.TrySetResult();

        await Expect(desk.Page.Locator("#said")).ToHaveTextAsync("0 entries found");
        await Expect(desk.Dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task SessionThatEnds_ShowsTheSignIn_AndKeepsWhatWasTyped()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenAsync();
        await desk.PressAsync("Alt+n");
        await desk.Field("family").FillAsync("Kept");

        await desk.Field("patientId").FillAsync("4711");
        await desk.Page.Context.ClearCookiesAsync();
        await desk.PressAsync("Enter");
        await Expect(desk.Page.Locator("#gate")).ToContainTextAsync("Your session has ended.");
        await desk.ExpectAccessibleAsync("ended session");
        await desk.SignInAsync("desk", Wlmscp.Tests.Web.WebScene.Password);

        await Expect(desk.Page.Locator("#gate")).ToHaveCountAsync(0);
        await Expect(desk.Field("family")).ToHaveValueAsync("Kept");
    }

    [Fact]
    public async Task Reader_SeesEntries_AndIsOfferedNoChange()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        await (await scene.OpenAsync()).MakeAsync("4711", "Doe", "Jane");
        Desk reader = await scene.OpenAsync("read");

        await reader.Slots.ClickAsync();

        await Expect(reader.Button("As the device sees it")).ToBeVisibleAsync();
        await Expect(reader.Button("Change")).ToHaveCountAsync(0);
        await Expect(reader.Button("New entry")).ToHaveCountAsync(0);
    }
}
