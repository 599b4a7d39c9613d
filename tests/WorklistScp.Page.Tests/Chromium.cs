using Microsoft.Playwright;
using WorklistScp.Page.Tests;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace WorklistScp.Page.Tests;

/// <summary>Debian's Chromium, started once for all tests; each has windows of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Path = "/usr/bin/chromium";

    private IPlaywright? _playwright;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Assert.True(File.Exists(Path), $"{Path} is missing, expected tests/setup.sh to have been run");
        // How fast it is depends on what else the machine does: only what never comes is a failure.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        // Its sandbox wants what containers do not have; it is shown nothing but the page of the tests.
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = ["--no-sandbox"] });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Browser.CloseAsync();
        _playwright?.Dispose();
    }
}
