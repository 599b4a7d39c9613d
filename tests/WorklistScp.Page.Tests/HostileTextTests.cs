using Microsoft.Playwright;
using WorklistScp.Dicom.CharacterSets;
using static Microsoft.Playwright.Assertions;

namespace WorklistScp.Page.Tests;

/// <summary>What is markup or a script elsewhere is text here, in each field and each view.</summary>
/// <param name="chromium">The browser.</param>
public sealed class HostileTextTests(Chromium chromium)
{
    /// <summary>Of 16 characters, for SH and AE.</summary>
    private const string Short = "<img src=/x.png>";

    public static TheoryData<string> Markups => ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>"];

    [Theory]
    [MemberData(nameof(Markups))]
    public async Task Markup_ThatIsTyped_IsShownAsText(string markup)
    {
        await using DeskScene scene = await DeskScene.StartAsync(chromium);
        Desk desk = await scene.OpenAsync();
        await desk.PressAsync("Alt+n");
        await desk.Page.Locator("details.fields-more summary").ClickAsync();
        string[] names =
        [
            "patientId", "family", "given", "middle", "prefix", "suffix", "alerts", "allergies", "exam", "referring",
            "performing", "comments",
        ];
        foreach (string name in names)
        {
            await desk.Field(name).FillAsync(name is "middle" or "prefix" or "suffix" ? "<b>" : markup);
        }

        await desk.Field("accession").FillAsync(Short);
        await desk.Field("birthDate").FillAsync("12/05/1980");
        await desk.Field("device").SelectOptionAsync(@"\");
        await desk.Field("otherDevice").FillAsync(Short);
        await desk.Field("modality").FillAsync("CT");
        await desk.Field("time").FillAsync("1500");
        await desk.PressAsync("Control+Enter");
        await Expect(desk.Notice).ToContainTextAsync(NameOf(markup));

        await ExpectTextOnlyAsync(desk, markup);
    }

    [Theory]
    [MemberData(nameof(Markups))]
    public async Task Markup_OfAFile_IsShownAsText(string markup)
    {
        DicomDataset dataset = (Day.Entry with
        {
            PatientName = $"{NameOf(markup)}^{NameOf(markup)}={NameOf(markup)}={NameOf(markup)}",
            PatientID = markup,
            PatientSex = Short,
            AccessionNumber = markup,
            StationAETitle = $@"{Short}\{markup}",
            StepID = markup,
            StepDescription = markup,
            RequestedProcedureID = markup,
            RequestedProcedureDescription = markup,
            PerformingPhysician = markup,
        }).Lasting(20);
        foreach (DicomTag tag in (DicomTag[])[DicomTag.MedicalAlerts, DicomTag.Allergies, DicomTag.ReferringPhysicianName])
        {
            dataset.AddOrUpdate(Keys.Text(
                tag, tag == DicomTag.ReferringPhysicianName ? DicomVR.PN : DicomVR.LO, markup,
                SpecificCharacterSet.Parse("ISO_IR 192")));
        }

        await using DeskScene scene = await DeskScene.StartAsync(chromium, area => area.Write("a.wl", dataset));
        Desk desk = await scene.OpenAsync();
        await Expect(desk.Slots).Not.ToHaveCountAsync(0);

        await ExpectTextOnlyAsync(desk, markup);
    }

    /// <summary>In names, = stands between groups.</summary>
    private static string NameOf(string markup) => markup.Replace('=', ' ');

    /// <summary>Goes through all views that show an entry.</summary>
    private static async Task ExpectTextOnlyAsync(Desk desk, string markup)
    {
        await Expect(desk.Slots.First).ToContainTextAsync(markup);
        await desk.Button("List").ClickAsync();
        await Expect(desk.Page.Locator("tbody tr")).ToContainTextAsync([markup]);
        ILocator entry = desk.Page.Locator("tbody button.link");
        foreach ((string button, string view) in ((string, string)[])
            [("Label", ".label"), ("As the device sees it", "pre"), ("Change", "form.entry"), ("New entry for this patient", "form.entry")])
        {
            await entry.ClickAsync();
            await Expect(desk.Dialog.Locator("dl")).ToContainTextAsync(markup);
            await desk.Dialog.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
            if (view == "form.entry")
            {
                await Expect(desk.Field("family")).ToHaveValueAsync(NameOf(markup));
            }
            else
            {
                await Expect(desk.Dialog.Locator(view)).ToContainTextAsync(markup);
            }

            await desk.PressAsync("Escape");
            await Expect(desk.Dialog).ToHaveCountAsync(0);
        }

        await desk.Button("Print").ClickAsync();
        await Expect(desk.Dialog.Locator(".day-list")).ToContainTextAsync(markup);
        await desk.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        await Expect(desk.Page.Locator("#paper")).ToContainTextAsync(markup);
        await desk.PressAsync("Escape");
        await desk.Search.FillAsync(markup);
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToContainTextAsync(markup);

        await Expect(desk.Page.Locator("img, body script, b")).ToHaveCountAsync(0);
        await desk.ExpectDiscreetAsync("onerror", "alert(1)", "x.png");
    }
}
