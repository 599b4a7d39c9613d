using System.Runtime.InteropServices;

namespace WorklistScp.Tests.Shared;

/// <summary>A second name for a file.</summary>
public static partial class HardLink
{
    /// <summary>Gives a file a further name, and returns that.</summary>
    public static string Create(string path, string name)
    {
        Assert.Equal(0, link(path, name));
        return name;
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int link(string path, string name);
}
