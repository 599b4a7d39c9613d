using System.Diagnostics;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Tests.Linux;

public sealed class LocalFileSystemsTests
{
    // As stat(1) names them.
    private static readonly string[] Local = ["ext2/ext3", "overlayfs", "tmpfs"];

    [Theory]
    [InlineData("/proc")]
    [InlineData("/proc/self/fd")]
    [InlineData("/nowhere")]
    public void Contains_FileSystemsThatChangeByThemselvesOrNone_IsFalse(string path)
    {
        Assert.False(LocalFileSystems.Contains(path));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/dev/shm")]
    [InlineData(null)]
    public async Task Contains_FileSystemsOfThisMachine_IsTrue(string? path)
    {
        path ??= Path.GetTempPath();
        string type = await FileSystemOfAsync(path);
        Assert.SkipUnless(Local.Contains(type), $"{path} is {type}");
        Assert.True(LocalFileSystems.Contains(path));
    }

    private static async Task<string> FileSystemOfAsync(string path)
    {
        using Process stat = Process.Start(
            new ProcessStartInfo("stat", ["--file-system", "--format=%T", path]) { RedirectStandardOutput = true })!;
        string type = await stat.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await stat.WaitForExitAsync(TestContext.Current.CancellationToken);
        return type.TrimEnd();
    }
}
