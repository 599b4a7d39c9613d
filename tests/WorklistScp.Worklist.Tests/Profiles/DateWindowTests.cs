namespace WorklistScp.Worklist.Tests.Profiles;

public sealed class DateWindowTests
{
    [Theory]
    [InlineData("-1d..+2d", -1, 2)]
    [InlineData("0d..0d", 0, 0)]
    [InlineData("1d..3d", 1, 3)]
    [InlineData("-7d..-1d", -7, -1)]
    [InlineData("-9999d..+9999d", -9999, 9999)]
    public void TryParse_OfAWindow_ReadsIt(string text, int first, int last)
    {
        Assert.True(DateWindow.TryParse(text, out DateWindow? window));
        Assert.Equal(new DateWindow(first, last), window);
        Assert.True(DateWindow.TryParse(window.ToString(), out DateWindow? again));
        Assert.Equal(window, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("1d")]
    [InlineData("-1d..")]
    [InlineData("..+1d")]
    [InlineData("-1..+1")]
    [InlineData("-1d...+1d")]
    [InlineData("-1d..+1w")]
    [InlineData("+2d..-1d")]
    [InlineData(" -1d..+1d")]
    [InlineData("- 1d..+1d")]
    [InlineData("--1d..+1d")]
    [InlineData("-10000d..0d")]
    [InlineData("0d..10000d")]
    [InlineData("-2147483648d..0d")]
    [InlineData("0d..99999999999d")]
    [InlineData("d..d")]
    public void TryParse_OfAnythingElse_IsFalse(string text)
    {
        Assert.False(DateWindow.TryParse(text, out DateWindow? window));
        Assert.Null(window);
    }

    [Theory]
    [InlineData("-1d..+2d", "20260731-20260803")]
    [InlineData("0d..0d", "20260801-20260801")]
    [InlineData("-32d..-1d", "20260630-20260731")]
    public void ToRange_IsThatOfTheDay(string text, string range) =>
        Assert.Equal(range, Devices.Window(text).ToRange(Devices.Now));

    [Theory]
    [InlineData("2026-07-31T00:00", true)]
    [InlineData("2026-08-03T23:59:59", true)]
    [InlineData("2026-07-30T23:59:59", false)]
    [InlineData("2026-08-04T00:00", false)]
    public void Contains_MeansWholeDays(string moment, bool isIn) =>
        Assert.Equal(
            isIn,
            Devices.Window("-1d..+2d").Contains(
                DateTime.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), Devices.Now));

    [Fact]
    public void AtTheEndsOfTime_TheWindowEndsThere()
    {
        var window = new DateWindow(-9999, 9999);

        Assert.Equal("00010101-00280518", window.ToRange(DateTime.MinValue));
        Assert.Equal("99720815-99991231", window.ToRange(DateTime.MaxValue));
        Assert.True(window.Contains(DateTime.MinValue, DateTime.MinValue));
        Assert.True(window.Contains(DateTime.MaxValue, DateTime.MaxValue));
    }
}
