namespace Wlmscp.Tests.Faults;

/// <summary>A file system of 64 KiB, which is soon full. Only the superuser has one.</summary>
internal sealed class SmallFileSystem : IDisposable
{
    private const int PageSize = 4096;

    private readonly TemporaryDirectory _directory = new();

    private SmallFileSystem()
    {
    }

    /// <summary>The directory that it is mounted on.</summary>
    public string Path => _directory.Path;

    private string Filling => _directory.Combine("filling");

    /// <summary>Mounts one; skips the test where that is not allowed.</summary>
    public static async Task<SmallFileSystem> MountAsync()
    {
        var small = new SmallFileSystem();
        ProgramRun mount = await ProgramRun.RunAsync("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small.Path);
        if (mount.ExitCode != 0)
        {
            small._directory.Dispose();
            Assert.Skip($"cannot mount a file system: {mount.Error.Trim()}");
        }

        return small;
    }

    /// <summary>Takes all that is left of it.</summary>
    public void Fill()
    {
        var page = new byte[PageSize];
        using FileStream file = new(Filling, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(page);
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    /// <summary>Takes all that is left of it but some pages.</summary>
    public void FillBut(int pages)
    {
        Fill();
        using FileStream file = new(Filling, FileMode.Open, FileAccess.Write);
        file.SetLength(Math.Max(0, file.Length - (pages * PageSize)));
    }

    /// <summary>Gives back what was taken.</summary>
    public void Free() => File.Delete(Filling);

    public void Dispose()
    {
        using (System.Diagnostics.Process unmount = System.Diagnostics.Process.Start("umount", ["-l", Path]))
        {
            unmount.WaitForExit();
        }

        _directory.Dispose();
    }
}
