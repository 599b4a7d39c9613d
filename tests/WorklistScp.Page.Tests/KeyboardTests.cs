using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WorklistScp.Page.Tests;

/// <summary>The page without a mouse.</summary>
/// <param name="chromium">The browser.</param>
public sealed class KeyboardTests(Chromium chromium)
{
    [Fact]
    public async Task Grid_IsWalkedByArrows_AndDialogsGiveTheFocusBack()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, Day.WriteBusy);
        Desk desk = await scene.OpenAsync();
        ILocator Slot(string name) => desk.Slots.Filter(new() { HasText = name });

        await Slot("Vivaldi").FocusAsync();
        await desk.PressAsync("ArrowDown");
        await Expect(Slot("Müller")).ToBeFocusedAsync();
        await desk.PressAsync("ArrowDown");
        await desk.PressAsync("ArrowRight");
        await Expect(Slot("Verdi")).ToBeFocusedAsync();
        await desk.PressAsync("Enter");
        await Expect(desk.Dialog.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Verdi, Giuseppe");
        await desk.PressAsync("Escape");
        await Expect(desk.Dialog).ToHaveCountAsync(0);
        await Expect(Slot("Verdi")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Keys_ChangeTheDay()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();
        ILocator heading = desk.Page.GetByRole(AriaRole.Heading, new() { Level = 2 });
        await Expect(heading).ToContainTextAsync("Monday, 30 November 2026");

        await desk.PressAsync("Alt+PageDown");
        await Expect(heading).ToContainTextAsync("Tuesday, 1 December 2026");
        await Expect(desk.Page.Locator("#said")).ToContainTextAsync("0 entries");
        await desk.PressAsync("Alt+t");
        await Expect(heading).ToContainTextAsync("Monday, 30 November 2026");
        await Expect(desk.Slots).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Focus_IsAlwaysSeen_AndReachesEverything()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();
        await Expect(desk.Slots).ToHaveCountAsync(1);

        string[] reached = await WalkAsync(desk);
        Assert.Contains("Skip to the list", reached);
        Assert.Contains(reached, name => name.Contains("Doe, Jane", StringComparison.Ordinal));
        Assert.Contains("Sign out", reached);

        await desk.PressAsync("Alt+n");
        await Expect(desk.Field("patientId")).ToBeFocusedAsync();
        reached = await WalkAsync(desk);
        Assert.All((string[])["family", "birthDate", "exam", "device", "time", "comments"], name => Assert.Contains(name, reached));
        Assert.Contains("Make entry", reached);
    }

    [Fact]
    public async Task Form_ThatIsLeft_AsksBeforeItForgets()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenAsync();
        await desk.PressAsync("Alt+n");
        await Expect(desk.Field("patientId")).ToBeFocusedAsync();
        await desk.PressAsync("Escape");
        await Expect(desk.Dialog).ToHaveCountAsync(0); // nothing was typed

        await desk.PressAsync("Alt+n");
        await desk.Field("family").FillAsync("Doe");
        await desk.PressAsync("Escape");
        await Expect(desk.Button("Go on typing")).ToBeFocusedAsync();
        await desk.ExpectAccessibleAsync("discard");
        await desk.PressAsync("Enter");
        await Expect(desk.Field("family")).ToHaveValueAsync("Doe");
        await desk.PressAsync("Escape");
        await desk.PressAsync("Tab");
        await desk.PressAsync("Enter");
        await Expect(desk.Dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Scanner_InTheForm_FillsFieldsAndSavesNothing()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", Day.Entry));
        Desk desk = await scene.OpenAsync();
        await desk.PressAsync("Alt+n");
        await desk.Page.Keyboard.TypeAsync("PAT-1");
        await desk.PressAsync("Enter");

        await Expect(desk.Field("family")).ToHaveValueAsync("Doe");
        await Expect(desk.Field("exam")).ToBeFocusedAsync();
        await desk.Field("accession").FocusAsync();
        await desk.Page.Keyboard.TypeAsync("A-1001");
        await desk.PressAsync("Enter");
        await Expect(desk.Page.Locator(".warnings")).ToContainTextAsync("This accession was used before: Doe, Jane");
        await Expect(desk.Field("accession")).Not.ToBeFocusedAsync();
        await Expect(desk.Dialog).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Fault_IsNamedBesideTheField_AndInASummaryThatLeadsThere()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenAsync();
        await desk.PressAsync("Alt+n");
        await desk.Field("birthDate").FillAsync("31/02/1980");
        await desk.PressAsync("Control+Enter");

        ILocator summary = desk.Page.Locator(".summary");
        await Expect(summary).ToBeFocusedAsync();
        await Expect(summary).ToContainTextAsync("Birth date: Is not a date.");
        await Expect(desk.Field("birthDate")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(desk.Field("birthDate")).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex(
            "Is not a date"));
        await summary.GetByRole(AriaRole.Link).Filter(new() { HasText = "Birth date" }).PressAsync("Enter");
        await Expect(desk.Field("birthDate")).ToBeFocusedAsync();
    }

    /// <summary>Presses Tab until the focus is where it was before, or has left; each stop must be seen.</summary>
    /// <returns>Names of what had the focus.</returns>
    private static async Task<string[]> WalkAsync(Desk desk)
    {
        var reached = new List<string>();
        await desk.Page.EvaluateAsync("window.seen = new Set()");
        for (var i = 0; i < 200; i++)
        {
            await desk.PressAsync("Tab");
            string? name = await desk.Page.EvaluateAsync<string?>("""
                () => {
                    const e = document.activeElement;
                    // Fields of dates have stops within.
                    if (e === document.body || (window.seen.has(e) && e !== window.last)) { return null; }
                    window.seen.add(e);
                    window.last = e;
                    const name = e.name || e.getAttribute('aria-label') || e.textContent.trim() || e.tagName;
                    const style = getComputedStyle(e);
                    const box = e.getBoundingClientRect();
                    const at = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12));
                    const isSeen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                        && (e === at || e.contains(at) || at?.contains(e) || e.matches('input[type=checkbox]'));
                    return (isSeen ? '' : 'not seen: ') + name;
                }
                """);
            if (name is null)
            {
                break;
            }

            reached.Add(name);
        }

        Assert.DoesNotContain(reached, name => name.StartsWith("not seen", StringComparison.Ordinal));
        return [.. reached];
    }
}
