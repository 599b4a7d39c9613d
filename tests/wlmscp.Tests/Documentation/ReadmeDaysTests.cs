namespace Wlmscp.Tests.Documentation;

/// <summary>Which output agrees with the README on another day.</summary>
public sealed class ReadmeDaysTests
{
    // Midnight, and the end of a February, passed during the run.
    private static readonly ReadmeDays Days = new(new(2026, 11, 25), new(2027, 2, 28), new(2027, 3, 1));

    [Theory]
    [InlineData("20261126", "20270301", true)]  // tomorrow, from the first day
    [InlineData("20261126", "20270302", true)]  // from the last
    [InlineData("20261126", "20270303", false)]
    [InlineData("20261126", "20270228", false)]
    [InlineData("20261116", "20270219", true)]  // nine days ago
    [InlineData("20261116", "20270218", false)]
    [InlineData("20261123", "20261123", true)]  // a date of a sample
    [InlineData("20261123", "20261124", false)]
    [InlineData("20261126", "20270229", false)] // no date
    [InlineData("20269999", "20269999", true)]
    public void Date_EqualOrAsFarFromToday_Agrees(string shown, string printed, bool agrees) =>
        Assert.Equal(agrees, Days.Agree(shown, printed));

    [Theory]
    [InlineData("20270301  CT  20261123", true)]
    [InlineData("20270301  CT  20261124", false)]
    [InlineData("20270301  MR  20261123", false)]
    [InlineData("20270301  CT  2026112", false)]
    [InlineData("20270301  CT  20261123  20261123", false)]
    public void Line_WithDatesThatAgree_Matches(string printed, bool matches) =>
        Assert.Equal(matches, ReadmeText.Matches(["...", "20261126  CT  20261123"], ["x", printed], Days));

    [Fact]
    public void Readme_WasWrittenOnTheDayBeforeItsTomorrow()
    {
        ReadmeStep[] steps =
        [
            new(1, "wlmscp list x StartDate=today+1 PatientID=1", ["20200101"], []),
            new(2, "wlmscp add x StartDate=today+1", ["DATE", "20270301  CT"], []),
        ];

        Assert.Equal(new DateOnly(2027, 2, 28), ReadmeDays.ShownBy(steps));
    }
}
