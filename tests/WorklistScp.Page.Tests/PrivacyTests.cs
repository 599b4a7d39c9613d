using static Microsoft.Playwright.Assertions;

namespace WorklistScp.Page.Tests;

/// <summary>Where patients' data are not: in addresses, in what the browser keeps, on its console, with other hosts.</summary>
/// <param name="chromium">The browser.</param>
public sealed class PrivacyTests(Chromium chromium)
{
    [Fact]
    public async Task PatientsData_StayOnThePage()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();
        await desk.Search.FillAsync("Doe");
        await Expect(desk.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await desk.Search.FillAsync("PAT-1");
        await desk.Search.PressAsync("Enter");
        await desk.Button("As the device sees it").ClickAsync();
        await Expect(desk.Dialog.Locator("pre")).ToContainTextAsync("Doe^Jane");
        await desk.PressAsync("Escape");
        await desk.Page.Locator("tbody button.link").ClickAsync();
        await desk.Button("Change").ClickAsync();
        await desk.Field("alerts").FillAsync("pacemaker");
        await desk.Button("Save").ClickAsync();
        await Expect(desk.Notice).ToContainTextAsync("Changed");
        await desk.Button("Undo").ClickAsync();
        await Expect(desk.Notice).ToContainTextAsync("Taken back");
        await desk.MakeAsync("PAT-77", "Unmistakable", "Jane");

        await desk.ExpectDiscreetAsync("Doe", "Jane", "PAT-", "A-1001", "1951", "pacemaker", "Unmistakable");
        Assert.DoesNotContain("Doe", await desk.Page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_LeavesNothing_ThatTheBackButtonShows()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();
        await Expect(desk.Slots).ToHaveCountAsync(1);

        await desk.Button("Sign out").ClickAsync();

        await Expect(desk.Page.Locator("#gate")).ToBeVisibleAsync();
        await Expect(desk.Page.GetByText("Doe")).ToHaveCountAsync(0);
        await desk.Page.GoBackAsync();
        await Expect(desk.Page.GetByText("Doe")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task NextUser_IsNotShownWhatTheFormerHadTyped()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();
        await desk.PressAsync("Alt+n");
        await desk.Field("family").FillAsync("Wieck");
        await desk.Field("patientId").FillAsync("4711");
        await desk.Page.Context.ClearCookiesAsync();
        await desk.PressAsync("Enter");
        await Expect(desk.Page.Locator("#gate")).ToContainTextAsync("Your session has ended.");
        // Who is not signed in sees nothing through the view either.
        await Expect(desk.Page.Locator("#gate")).ToHaveCSSAsync("background-color", "rgb(243, 245, 248)");

        await desk.SignInAsync("read", Wlmscp.Tests.Web.WebScene.Password);

        await Expect(desk.Page.Locator(".user .name")).ToHaveTextAsync("read");
        await Expect(desk.Dialog).ToHaveCountAsync(0);
    }
}
