using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Tests.Linux;

public sealed class MountTableTests
{
    [Fact]
    public void TypeOf_MountedFileSystem_IsItsType()
    {
        Assert.True(LibC.TryStat("/proc", out FileStatus status));
        Assert.Equal("proc", MountTable.TypeOf(status.DeviceNumber));
    }

    [Fact]
    public void TypeOf_UnknownNumber_IsEmpty() => Assert.Equal("", MountTable.TypeOf("0:999999"));
}
