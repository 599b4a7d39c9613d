using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Worklist.Tests.Mpps;

/// <summary>What a device says otherwise counts, all else is as for others.</summary>
public sealed class MppsOverridesTests
{
    private static readonly MppsSettings Site = new()
    {
        ShowsStarted = false, ReasonsToOfferAgain = ["110500"], OffersAbandoned = false, IdleTime = TimeSpan.FromHours(1),
        IdleStatus = PerformedStatus.Completed,
    };

    [Fact]
    public void Nothing_IsAsForOthers()
    {
        var none = new MppsOverrides();

        Assert.Equal(Site, none.Of(Site));
        Assert.True(none.Of(new MppsOptions { IsStrict = true }).IsStrict);
        Assert.True(none.Accepts);
        Assert.Equal("as for others", none.ToString());
    }

    [Fact]
    public void All_CountsInPlaceOfThat_ButForIdleTime()
    {
        var own = new MppsOverrides
        {
            Accepts = false, IsStrict = false, ShowsStarted = true, ReasonsToOfferAgain = ["110501", "110502"], OffersAbandoned = true,
        };

        MppsSettings settings = own.Of(Site);

        Assert.Equal(
            Site with { ShowsStarted = true, ReasonsToOfferAgain = own.ReasonsToOfferAgain, OffersAbandoned = true }, settings);
        Assert.False(own.Of(new MppsOptions { IsStrict = true }).IsStrict);
        Assert.Equal(
            "accept false, strict false, showStarted true, offerAgain 110501 110502, offerAbandoned true", own.ToString());
    }
}
