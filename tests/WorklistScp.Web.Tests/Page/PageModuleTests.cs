using System.Diagnostics;

namespace WorklistScp.Web.Tests.Page;

/// <summary>Runs the tests of the page's pure modules, which are written for node's own test runner.</summary>
public sealed class PageModuleTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private static readonly string Folder = Path.Join(Repository.Root, "tests", "WorklistScp.Web.Tests", "Page");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.test.mjs").Select(file => Path.GetFileName(file)!).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Module_ByNodesTestRunner_Passes(string file)
    {
        using Process node = Process.Start(new ProcessStartInfo("node", ["--test", Path.Join(Folder, file)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await node.WaitForExitAsync(limit.Token);
        }
        finally
        {
            // Tests of pure modules end by themselves; one that loops does not outlive this one.
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }

        Assert.True(node.ExitCode == 0, $"{await output}\n{await error}");
    }
}
