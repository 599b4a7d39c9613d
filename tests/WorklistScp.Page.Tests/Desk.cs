using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace WorklistScp.Page.Tests;

/// <summary>A window with the page, and what a receptionist does in it.</summary>
internal sealed class Desk
{
    // Browsers write down each answer that is an error, such as the 401 before somebody has signed in.
    private const string StatusLine = "Failed to load resource: the server responded with a status of";

    private readonly ConcurrentQueue<string> _faults = [];
    private readonly ConcurrentQueue<string> _addresses = [];
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly Uri _address;

    private Desk(IPage page, Uri address) => (Page, _address) = (page, address);

    /// <summary>The window.</summary>
    public IPage Page { get; }

    /// <summary>
    /// Scripts that failed, what the Content-Security-Policy kept from being done, and dialogs of the browser itself.
    /// </summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>The dialog of the page that is open.</summary>
    public ILocator Dialog => Page.Locator("dialog[open]:not(#gate)");

    /// <summary>The box to search in.</summary>
    public ILocator Search => Page.GetByRole(AriaRole.Searchbox);

    /// <summary>The entries of the grid.</summary>
    public ILocator Slots => Page.Locator(".slot");

    /// <summary>What was done last, with its undo.</summary>
    public ILocator Notice => Page.Locator(".notice");

    /// <summary>Opens the page.</summary>
    public static async Task<Desk> OpenAsync(IBrowserContext context, Uri address)
    {
        IPage page = await context.NewPageAsync();
        var desk = new Desk(page, address);
        page.PageError += (_, fault) => desk._faults.Enqueue(fault);
        page.Console += (_, message) =>
        {
            desk._lines.Enqueue(message.Text);
            if (message.Type is "error" or "warning" && !message.Text.StartsWith(StatusLine, StringComparison.Ordinal))
            {
                desk._faults.Enqueue(message.Text);
            }
        };
        page.Request += (_, request) => desk._addresses.Enqueue(request.Url);
        page.FrameNavigated += (_, frame) => desk._addresses.Enqueue(frame.Url);
        page.Dialog += async (_, dialog) =>
        {
            desk._faults.Enqueue($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        await page.Clock.InstallAsync(new() { TimeDate = DeskScene.Now });
        await page.GotoAsync(address.AbsoluteUri);
        return desk;
    }

    /// <summary>Signs in, and waits for the list.</summary>
    public async Task SignInAsync(string name, string password)
    {
        await Page.Locator("#gate [name=name]").FillAsync(name);
        await Page.Locator("#gate [name=password]").FillAsync(password);
        await PressAsync("Enter");
        await Page.Locator(".grid, .table, .empty").First.WaitForAsync();
    }

    /// <summary>A field of the form.</summary>
    public ILocator Field(string name) => Page.Locator($"dialog.form[open] [name={name}]");

    /// <summary>A button, by the whole of its name.</summary>
    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Presses a key, or keys together.</summary>
    public Task PressAsync(string keys) => Page.Keyboard.PressAsync(keys);

    /// <summary>Makes an entry, by keyboard alone from the list on, and waits for its notice.</summary>
    public async Task MakeAsync(string id, string family, string given, string exam = "CT abdomen")
    {
        await PressAsync("Alt+n");
        await Page.Keyboard.TypeAsync(id);
        await PressAsync("Enter");
        await Assertions.Expect(Field("family")).ToBeFocusedAsync();
        foreach (string typed in (string[])[family, given, "120580", "f"])
        {
            await Page.Keyboard.TypeAsync(typed);
            await PressAsync("Tab");
        }

        while (await Page.EvaluateAsync<string>("document.activeElement.name") != "exam")
        {
            await PressAsync("Tab");
        }

        await Page.Keyboard.TypeAsync(exam);
        await PressAsync("Enter");
        await Assertions.Expect(Field("time")).ToBeFocusedAsync();
        await PressAsync("Enter");
        await Assertions.Expect(Notice).ToContainTextAsync($"Entry made: {family}, {given}");
    }

    /// <summary>Opens an entry of the grid, by the patient's name.</summary>
    public async Task OpenEntryAsync(string name)
    {
        await Slots.Filter(new() { HasText = name }).ClickAsync();
        await Assertions.Expect(Dialog).ToBeVisibleAsync();
    }

    /// <summary>
    /// Fails when another host was asked for anything, when the browser keeps anything, when an address or the console has
    /// one of these words, and when anything failed.
    /// </summary>
    /// <param name="secrets">Data of patients.</param>
    public async Task ExpectDiscreetAsync(params IReadOnlyList<string> secrets)
    {
        Assert.Empty(_faults);
        Assert.All(_addresses, address => Assert.True(
            address.StartsWith(_address.AbsoluteUri, StringComparison.Ordinal) || address is "data:," or "about:blank",
            address));
        string kept = await Page.EvaluateAsync<string>("""
            async () => JSON.stringify([
                Object.keys(localStorage), Object.keys(sessionStorage), document.cookie, history.state,
                await indexedDB.databases(), await caches.keys(),
            ])
            """);
        Assert.Equal("""[[],[],"",null,[],[]]""", kept);
        Assert.All(secrets, secret =>
        {
            Assert.DoesNotContain(_addresses, address =>
                Uri.UnescapeDataString(address).Contains(secret, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(_lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        });
    }

    /// <summary>Fails when axe finds anything in the view.</summary>
    public async Task ExpectAccessibleAsync(string view)
    {
        AxeResult result = await Page.RunAxe(new AxeRunOptions
        {
            RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
        });
        Assert.True(result.Violations.Length == 0, $"{view}: " + string.Join("\n", result.Violations.Select(
            found => $"{found.Id}: {found.Help}: {string.Join(", ", found.Nodes.Select(node => node.Html))}")));
    }

    /// <summary>Fails when the view is wider than the window: 1.4.10 of WCAG.</summary>
    public async Task ExpectNoSidewaysScrollingAsync(string view)
    {
        int excess = await Page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(excess <= 0, $"{view}: {excess} pixels wider than the window");
    }
}
