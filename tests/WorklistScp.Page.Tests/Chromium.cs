using Microsoft.Playwright;
using WorklistScp.Page.Tests;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Chromium))]
// A daemon and several processes of the browser belong to each test.
[assembly: Parallelization(MaxThreads = 2)]

namespace WorklistScp.Page.Tests;

/// <summary>
/// Debian's Chromium, started once for all tests; each has windows of its own. Where it is not installed, they are skipped.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Path = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser.</summary>
    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(_browser is null, $"{Path} is missing, which tests/setup.sh installs");
            return _browser!;
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Path))
        {
            return;
        }

        // How fast it is depends on what else the machine does: only what never comes is a failure.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        // Its sandbox wants what containers do not have; it is shown nothing but the page of the tests.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = ["--no-sandbox"] });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}
