using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Wlmscp.Tests.Faults;

/// <summary>
/// A file system of user space whose daemon answers nothing, mounted over a directory: whoever looks there hangs until
/// it is gone. Only the superuser has one.
/// </summary>
internal sealed partial class DeadFileSystem : IDisposable
{
    private const int MNT_DETACH = 2;

    private readonly string _directory;
    private readonly SafeFileHandle _device;

    private DeadFileSystem(string directory, SafeFileHandle device)
    {
        _directory = directory;
        _device = device;
    }

    /// <summary>Mounts one; skips the test where that is not allowed.</summary>
    public static DeadFileSystem MountOver(string directory)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only the superuser can mount");
        Assert.SkipUnless(File.Exists("/dev/fuse"), "this kernel has no file systems of user space");
        SafeFileHandle device = File.OpenHandle(
            "/dev/fuse", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        string options = string.Create(
            CultureInfo.InvariantCulture,
            $"fd={device.DangerousGetHandle()},rootmode=40000,user_id=0,group_id=0,allow_other");
        if (mount("dead", directory, "fuse.dead", 0, options) != 0)
        {
            device.Dispose();
            Assert.Skip($"cannot mount: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        return new DeadFileSystem(directory, device);
    }

    public void Dispose()
    {
        Assert.Equal(0, umount2(_directory, MNT_DETACH));
        _device.Dispose(); // whoever still hangs gets an error
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mount(string source, string target, string type, ulong flags, string data);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int umount2(string target, int flags);
}
