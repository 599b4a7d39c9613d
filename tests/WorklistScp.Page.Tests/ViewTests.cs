using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WorklistScp.Page.Tests;

/// <summary>Each view: what axe says, how it looks, whether it fits.</summary>
/// <param name="chromium">The browser.</param>
public sealed class ViewTests(Chromium chromium)
{
    /// <summary>Where screenshots are left to be looked at.</summary>
    private static readonly string Pictures = Path.Join(AppContext.BaseDirectory, "screenshots");

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light, "en-GB")]
    [InlineData(1280, 800, ColorScheme.Dark, "de-DE")]
    [InlineData(390, 844, ColorScheme.Light, "fr-FR")]
    [InlineData(390, 844, ColorScheme.Dark, "en-US")]
    // A window of 1280 by 1024 at 400 %.
    [InlineData(320, 256, ColorScheme.Light, "en-GB")]
    public async Task View_InEachSize_IsAccessibleAndFits(int width, int height, ColorScheme scheme, string locale)
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk maker = await scene.OpenAsync();
        await maker.MakeAsync("4711", "Doe", "Jane");
        await maker.MakeAsync("4712", "Smith", "Anna", "MR knee");
        Desk desk = await scene.OpenSignedOutAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = locale,
        });
        Directory.CreateDirectory(Pictures);

        async Task LookAsync(string view)
        {
            await desk.ExpectAccessibleAsync($"{view}, {width}, {scheme}");
            await desk.ExpectNoSidewaysScrollingAsync(view);
            await desk.Page.ScreenshotAsync(new() { Path = Path.Join(Pictures, $"{view}-{width}-{scheme}.png") });
        }

        await Expect(desk.Page.Locator("#gate")).ToBeVisibleAsync();
        await LookAsync("sign-in");
        await desk.SignInAsync("desk", Wlmscp.Tests.Web.WebScene.Password);
        await Expect(desk.Slots).Not.ToHaveCountAsync(0);
        await LookAsync("day");
        await desk.Page.Locator(".views button").Last.ClickAsync();
        await LookAsync("list");
        await desk.Page.Locator("button.link").First.ClickAsync();
        await LookAsync("details");
        ILocator more = desk.Page.Locator("dialog.details .buttons").Last.GetByRole(AriaRole.Button);
        await more.Nth(0).ClickAsync();
        await LookAsync("label");
        await desk.PressAsync("Escape");
        await desk.Page.Locator("button.link").First.ClickAsync();
        await more.Nth(1).ClickAsync();
        await Expect(desk.Page.Locator("dialog.seen pre")).ToContainTextAsync("Doe^Jane");
        await LookAsync("seen");
        await desk.Page.Locator("dialog.seen select").SelectOptionAsync("MR1");
        await Expect(desk.Page.Locator("dialog.seen tbody tr")).Not.ToHaveCountAsync(0);
        await LookAsync("not-seen");
        await desk.PressAsync("Escape");
        await desk.PressAsync("Alt+p");
        await Expect(desk.Page.Locator("dialog.sheet article")).ToContainTextAsync("4711");
        await LookAsync("print");
        await desk.PressAsync("Escape");
        await desk.PressAsync("Alt+n");
        await desk.Field("birthDate").FillAsync("99.99.99");
        await desk.PressAsync("Control+Enter");
        await Expect(desk.Page.Locator(".summary")).ToBeFocusedAsync();
        await LookAsync("form");
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task Notice_WhereMotionIsReduced_DoesNotMove()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenAsync(options: new() { ReducedMotion = ReducedMotion.Reduce });

        await desk.MakeAsync("4711", "Doe", "Jane");

        Assert.Equal("none", await desk.Notice.EvaluateAsync<string>("notice => getComputedStyle(notice).animationName"));
    }

    [Fact]
    public async Task Targets_OfTheDesk_AreAtLeast24Pixels()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenAsync();
        await desk.MakeAsync("4711", "Doe", "Jane");

        string[] small = await desk.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('button, select, input:not([type=checkbox]), label.check')]
                .filter(e => e.checkVisibility())
                .filter(e => e.getBoundingClientRect().width < 24 || e.getBoundingClientRect().height < 24)
                .map(e => e.outerHTML)
            """);

        Assert.Empty(small);
    }
}
