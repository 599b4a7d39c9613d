using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Tests.Linux;

public sealed class FileStampTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData((100 * Second) + 1, 100_000, false)]    // now
    [InlineData((100 * Second) + 1, 100_050, false)]    // one tick later
    [InlineData((100 * Second) + 1, 100_051, true)]
    [InlineData(100 * Second, 100_051, false)]          // a file system of whole seconds
    [InlineData(100 * Second, 102_000, false)]
    [InlineData(100 * Second, 102_001, true)]
    [InlineData((100 * Second) + 1, 99_000, false)]     // a clock that was set back
    public void IsSettled_TimeSinceChange_TellsWhetherALaterChangeMustShow(
        long changed, long nowMilliseconds, bool expected)
    {
        var stamp = new FileStamp(1, 2, 3, changed, changed);
        Assert.Equal(expected, stamp.IsSettled(DateTimeOffset.FromUnixTimeMilliseconds(nowMilliseconds)));
    }

    [Fact]
    public void TryStat_File_TellsItsSizeAndTimes()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "12345");

        Assert.True(LibC.TryStat(path, out FileStatus status));
        DateTime modified = File.GetLastWriteTimeUtc(path);
        File.Delete(path);

        Assert.True(status.IsRegularFile);
        Assert.Equal(5UL, status.Size);
        Assert.Equal((modified - DateTime.UnixEpoch).Ticks, status.Stamp.Modified / TimeSpan.NanosecondsPerTick);
        Assert.False(LibC.TryStat(path, out status));
        Assert.Equal(default, status.Stamp);
    }
}
