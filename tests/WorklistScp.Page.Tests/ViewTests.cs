using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WorklistScp.Page.Tests;

/// <summary>Each view: what axe says, how it looks, whether it fits.</summary>
/// <param name="chromium">The browser.</param>
public sealed class ViewTests(Chromium chromium)
{
    /// <summary>Where screenshots are left to be looked at; null: none are made.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("WLMSCP_TEST_SCREENSHOTS");

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light, "en-GB")]
    [InlineData(1280, 800, ColorScheme.Dark, "de-DE")]
    [InlineData(390, 844, ColorScheme.Light, "en-GB")]
    [InlineData(390, 844, ColorScheme.Dark, "fr-FR")]
    // A window of 1280 by 1024 at 400 %.
    [InlineData(320, 256, ColorScheme.Light, "en-GB")]
    [InlineData(320, 256, ColorScheme.Dark, "de-DE")]
    public async Task View_InEachSize_IsAccessibleAndFits(int width, int height, ColorScheme scheme, string locale)
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, Day.WriteBusy);
        Desk desk = await scene.OpenSignedOutAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = locale,
            ReducedMotion = ReducedMotion.Reduce,
        });
        ILocator first = desk.Page.Locator("tbody button.link").Filter(new() { HasText = "Doe" });
        ILocator more = desk.Page.Locator("dialog.details .buttons").Last.GetByRole(AriaRole.Button);

        async Task LookAsync(string view)
        {
            await desk.ExpectAccessibleAsync($"{view}, {width}, {scheme}");
            await desk.ExpectNoSidewaysScrollingAsync(view);
            if (!string.IsNullOrEmpty(Pictures))
            {
                await desk.Page.ScreenshotAsync(new() { Path = Path.Join(Pictures, $"{view}-{width}-{scheme}.png") });
            }
        }

        await Expect(desk.Page.Locator("#gate")).ToBeVisibleAsync();
        await LookAsync("sign-in");
        await desk.Page.Locator("#gate [name=name]").FillAsync("desk");
        await desk.PressAsync("Enter");
        await Expect(desk.Page.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();
        await LookAsync("sign-in-wrong");
        await desk.SignInAsync("desk", Wlmscp.Tests.Web.WebScene.Password);
        await Expect(desk.Slots).Not.ToHaveCountAsync(0);
        await LookAsync("day");
        await desk.Page.Locator("[data-focus=off]").CheckAsync();
        await LookAsync("day-with-cancelled");
        await desk.Page.Locator(".views button").Last.ClickAsync();
        await LookAsync("list");
        await desk.Search.FillAsync("doe");
        await Expect(desk.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await LookAsync("search");
        await first.ClickAsync();
        await LookAsync("details");
        await more.Nth(0).ClickAsync();
        await LookAsync("label");
        await desk.PressAsync("Escape");
        await first.ClickAsync();
        await more.Nth(1).ClickAsync();
        await Expect(desk.Page.Locator("dialog.seen pre")).ToContainTextAsync("Doe^Jane");
        await LookAsync("seen");
        await desk.Page.Locator("dialog.seen select").SelectOptionAsync("MR1");
        await Expect(desk.Page.Locator("dialog.seen tbody tr")).Not.ToHaveCountAsync(0);
        await LookAsync("not-seen");
        await desk.PressAsync("Escape");
        await desk.Search.FillAsync("nobody");
        await Expect(desk.Page.Locator(".empty")).ToBeVisibleAsync();
        await LookAsync("nothing-found");
        await desk.PressAsync("Alt+t");
        await Expect(desk.Page.Locator("tbody tr")).Not.ToHaveCountAsync(0);
        await desk.PressAsync("Alt+p");
        await Expect(desk.Page.Locator("dialog.sheet article")).ToContainTextAsync("PAT-1");
        await LookAsync("print");
        await desk.PressAsync("Escape");
        await LookAtFormAsync(desk, LookAsync);
        Assert.Empty(desk.Faults);
    }

    private static async Task LookAtFormAsync(Desk desk, Func<string, Task> lookAsync)
    {
        await desk.PressAsync("Alt+n");
        await desk.Field("birthDate").FillAsync("99.99.99");
        await desk.PressAsync("Control+Enter");
        await Expect(desk.Page.Locator(".summary")).ToBeFocusedAsync();
        await lookAsync("form-faults");
        await desk.PressAsync("Escape");
        await Expect(desk.Page.Locator(".discard")).ToBeVisibleAsync();
        await lookAsync("form-discard");
        await desk.Page.Locator(".discard button").Last.ClickAsync();

        await desk.PressAsync("Alt+n");
        await desk.Page.Keyboard.TypeAsync("PAT-13");
        await desk.PressAsync("Enter");
        await Expect(desk.Field("exam")).ToBeFocusedAsync();
        await desk.Page.Keyboard.TypeAsync("CT abdomen");
        await desk.PressAsync("Enter");
        await Expect(desk.Field("time")).ToBeFocusedAsync();
        await Expect(desk.Field("time")).Not.ToHaveValueAsync("");
        await desk.Field("patientId").FocusAsync();
        await lookAsync("form");
        await desk.Field("time").FillAsync("1100");
        await desk.Field("given").FillAsync("Maria");
        await desk.Field("given").BlurAsync();
        await Expect(desk.Page.Locator(".warnings li")).Not.ToHaveCountAsync(0);
        await Expect(desk.Page.Locator(".question")).ToBeVisibleAsync();
        await lookAsync("form-questions");
        await desk.Page.Locator(".question button").First.ClickAsync();
        await desk.PressAsync("Control+Enter");
        await Expect(desk.Notice).ToBeVisibleAsync();
        await lookAsync("made");
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
