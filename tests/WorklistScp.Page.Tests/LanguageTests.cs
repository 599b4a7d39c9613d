using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WorklistScp.Page.Tests;

/// <summary>The page in other languages: words, dates, what is typed.</summary>
/// <param name="chromium">The browser.</param>
public sealed class LanguageTests(Chromium chromium)
{
    [Theory]
    [InlineData("de-DE", "Anmelden", "Montag, 30. November 2026", "Neuer Eintrag", "12.05.1980", "46 Jahre", "Eintrag angelegt")]
    [InlineData("fr-FR", "Se connecter", "lundi 30 novembre 2026", "Nouvelle entrée", "12/05/1980", "46 ans", "Entrée créée")]
    [InlineData("en-US", "Sign in", "Monday, November 30, 2026", "New entry", "05/12/1980", "46 years", "Entry made")]
    public async Task Page_SpeaksTheBrowsersLanguage(
        string locale, string signIn, string day, string make, string birth, string age, string made)
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenSignedOutAsync(new() { Locale = locale });
        await Expect(desk.Page.Locator("html")).ToHaveAttributeAsync("lang", locale[..2]);
        await Expect(desk.Button(signIn)).ToBeVisibleAsync();
        await desk.SignInAsync("desk", Wlmscp.Tests.Web.WebScene.Password);
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToContainTextAsync(day);

        await desk.Button(make).First.ClickAsync();
        await desk.Field("patientId").FillAsync("4711");
        await desk.Field("family").FillAsync("Doe");
        await desk.Field("birthDate").FillAsync(birth);
        await desk.Field("exam").FillAsync("CT abdomen");
        await Expect(desk.Dialog).ToContainTextAsync(age);
        await desk.Field("exam").PressAsync("Enter");
        await Expect(desk.Field("time")).ToBeFocusedAsync();
        await desk.PressAsync("Control+Enter");

        await Expect(desk.Notice).ToContainTextAsync(made);
        Assert.Contains(
            "[19800512]", await Modality.FindAsync(scene.DicomPort, "PatientID=4711"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_ThatIsChosen_IsAllThatTheBrowserKeeps()
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenAsync();

        await desk.Page.GetByLabel("Language").SelectOptionAsync("de");

        await Expect(desk.Button("Neuer Eintrag").First).ToBeVisibleAsync();
        Assert.Equal("""{"wlmscp.language":"de"}""", await desk.Page.EvaluateAsync<string>(
            "JSON.stringify({ ...localStorage, ...sessionStorage })"));
    }
}
