using Wlmscp.Tests.Web;
using Microsoft.Playwright;

namespace WorklistScp.Page.Tests;

/// <summary>A daemon with three devices and exams, and desks - browser windows - that use its page.</summary>
internal sealed class DeskScene : IAsyncDisposable
{
    /// <summary>What the clock of the desks shows when they open, a Monday.</summary>
    public static readonly DateTime Now = new(2026, 11, 30, 10, 12, 0, DateTimeKind.Unspecified);

    private const string Configuration = """
        { "http": {
            "devices": [
                { "station": "CT1", "name": "CT room 1", "modality": "CT", "opens": "07:30", "closes": "18:00" },
                { "station": "MR1", "name": "MR 1.5T", "modality": "MR" },
                { "station": "US1", "name": "Ultrasound", "modality": "US", "opens": "08:30", "closes": "16:00" }
            ],
            "exams": [
                { "name": "CT abdomen", "modality": "CT", "description": "CT Abdomen", "duration": "20m",
                  "code": { "value": "CTABD", "scheme": "99SITE", "meaning": "CT Abdomen" } },
                { "name": "MR knee", "modality": "MR", "duration": "30m" },
                { "name": "US abdomen", "modality": "US", "duration": "20m" }
            ],
            "referringPhysicians": ["Doe^John^^Dr."],
            "required": ["PatientBirthDate"]
        } }
        """;

    private readonly TemporaryDirectory _directory;
    private readonly WebScene _scene;
    private readonly IBrowser _browser;
    private readonly List<Desk> _desks = [];

    private DeskScene(TemporaryDirectory directory, WebScene scene, IBrowser browser) =>
        (_directory, _scene, _browser) = (directory, scene, browser);

    /// <summary>The port on which it answers modalities.</summary>
    public int DicomPort => _scene.Daemon.Port;

    /// <summary>What the daemon serves.</summary>
    public string Root => _scene.Root;

    /// <summary>The storage area.</summary>
    public WorklistArea Area => _scene.Area;

    /// <summary>Starts the daemon.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="write">Writes entries before.</param>
    public static async Task<DeskScene> StartAsync(Chromium chromium, Action<WorklistArea>? write = null)
    {
        IBrowser browser = chromium.Browser;
        var directory = new TemporaryDirectory();
        string configuration = directory.Combine("wlmscp.json");
        await File.WriteAllTextAsync(configuration, Configuration);
        WebScene scene = await WebScene.StartAsync(write, "--config", configuration);
        return new DeskScene(directory, scene, browser);
    }

    /// <summary>Opens a window and signs in.</summary>
    public async Task<Desk> OpenAsync(string user = "desk", BrowserNewContextOptions? options = null)
    {
        Desk desk = await OpenSignedOutAsync(options);
        await desk.SignInAsync(user, WebScene.Password);
        return desk;
    }

    /// <summary>Opens a window.</summary>
    public async Task<Desk> OpenSignedOutAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.Locale ??= "en-GB";
        options.ViewportSize ??= new() { Width = 1280, Height = 800 };
        Desk desk = await Desk.OpenAsync(await _browser.NewContextAsync(options), _scene.Address);
        _desks.Add(desk);
        return desk;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (Desk desk in _desks)
        {
            await desk.Page.Context.CloseAsync();
        }

        await _scene.DisposeAsync();
        _directory.Dispose();
    }
}
