namespace WorklistScp.Storage.Tests.Catalog;

/// <summary>A clock that is set: whether files count as old or young, no change may be missed.</summary>
public sealed class ClockTests
{
    /// <summary>How often all files are looked at, in seconds: never but when told, or with each query.</summary>
    public static TheoryData<int> RescanSeconds => new(3600, 0);

    [Theory]
    [MemberData(nameof(RescanSeconds))]
    public async Task Clock_SetBackAndForth_NoChangeIsMissed(int rescanSeconds)
    {
        var time = new SettableClock(TestArea.LongAfter);
        using var area = new TestArea(
            new StorageAreaOptions { RescanInterval = TimeSpan.FromSeconds(rescanSeconds) }, time);
        area.Write("a.wl", Data.Patient("A0"));
        var hours = new[] { 0, -2, -48, 1, -24 * 365, 24 * 400 };
        for (var i = 1; i < hours.Length; i++)
        {
            Assert.Equal($"A{i - 1}", await area.ReadPatientsAsync());
            time.Set(TimeSpan.FromHours(hours[i]));
            Assert.Equal($"A{i - 1}", await area.ReadPatientsAsync());
            area.Overwrite("a.wl", $"A{i}");
            Assert.Equal($"A{i}", await area.ReadPatientsAsync());
        }
    }
}
