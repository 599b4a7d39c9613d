namespace WorklistScp.Worklist.Tests.Queries;

/// <summary>The extended negotiation of Modality Worklist (PS3.4 K.5.1).</summary>
public sealed class ExtendedNegotiationTests
{
    private const QueryExtensions Both = QueryExtensions.FuzzyNames | QueryExtensions.TimezoneAdjustment;

    [Theory]
    [InlineData("010101", Both, "010101")] // three bytes to three
    [InlineData("01010101", Both, "01010101")]
    [InlineData("01010100", Both, "01010100")] // 1 only where 1 is asked
    [InlineData("01010001", Both, "01010001")]
    [InlineData("00000101", Both, "01010101")] // the first two are always 1
    [InlineData("010102FF", Both, "01010000")]
    [InlineData("01010101", QueryExtensions.FuzzyNames, "01010100")]
    [InlineData("01010101", QueryExtensions.TimezoneAdjustment, "01010001")]
    [InlineData("010101", QueryExtensions.TimezoneAdjustment, "010100")]
    [InlineData("010101010101", Both, "01010101")] // of other services, or of editions to come
    [InlineData("01010101", QueryExtensions.None, null)]
    [InlineData("0101", Both, null)]
    [InlineData("", Both, null)]
    public void Answer_GivesWhatIsAskedAndOffered(string proposed, QueryExtensions offered, string? answered) => Assert.Equal(
        answered,
        ExtendedNegotiation.Answer(Convert.FromHexString(proposed), offered) is { } answer ? Convert.ToHexString(answer) : null);

    [Theory]
    [InlineData("", QueryExtensions.None)]
    [InlineData("010101", QueryExtensions.FuzzyNames)]
    [InlineData("01010001", QueryExtensions.TimezoneAdjustment)]
    [InlineData("01010101", Both)]
    public void Read_SaysWhatIsAgreedOn(string information, QueryExtensions expected) =>
        Assert.Equal(expected, ExtendedNegotiation.Read(Convert.FromHexString(information)));

    [Fact]
    public void Adapt_ChangesWhatIsAgreedOn_AndNothingElse()
    {
        var options = new WorklistQueryOptions { StrictMatching = true, NameMatching = NameMatching.Exact };

        Assert.Same(options, ExtendedNegotiation.Adapt(options, QueryExtensions.None, TimeZoneInfo.Utc));
        Assert.Equal(
            options with { NameMatching = NameMatching.Fuzzy },
            ExtendedNegotiation.Adapt(options, QueryExtensions.FuzzyNames, TimeZoneInfo.Utc));
        Assert.Equal(
            options with { LocalTimezone = TimeZoneInfo.Utc },
            ExtendedNegotiation.Adapt(options, QueryExtensions.TimezoneAdjustment, TimeZoneInfo.Utc));
    }
}
