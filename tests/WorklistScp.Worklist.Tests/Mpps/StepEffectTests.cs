using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Worklist.Tests.Mpps;

/// <summary>What becomes of a scheduled step: each event, in one history of performed steps after the other.</summary>
public sealed class StepEffectTests
{
    private const string Wrong = "110514";

    private static readonly MppsSettings Shown = new();
    private static readonly MppsSettings Hidden = new() { ShowsStarted = false };

    /// <summary>
    /// A history: <c>A</c> begins, <c>A+</c> completes, <c>A-</c> is discontinued with images, <c>A-CODE</c> for a reason,
    /// <c>A!</c> is given up without image or reason, <c>A~</c> is an N-SET without status, <c>A.</c> is closed as idle.
    /// Then what the scheduled step is after each; with * where it is offered.
    /// </summary>
    public static TheoryData<string, string> Histories => new()
    {
        { "A A+", "STARTED* COMPLETED" },
        { "A A-", "STARTED* DISCONTINUED" },
        { "A A~ A~ A+", "STARTED* - - COMPLETED" },
        { "A A-110514", "STARTED* SCHEDULED*" },
        { "A A!", "STARTED* SCHEDULED*" },
        { "A A.", "STARTED* DISCONTINUED" },
        { "A A-110514 B B+", "STARTED* SCHEDULED* STARTED* COMPLETED" },

        // Append: more is done after the end, and it is not offered meanwhile.
        { "A A+ B B+", "STARTED* COMPLETED STARTED COMPLETED" },
        { "A A+ B B-", "STARTED* COMPLETED STARTED DISCONTINUED" },
        { "A A+ B B-110514", "STARTED* COMPLETED STARTED COMPLETED" },
        { "A A+ B B!", "STARTED* COMPLETED STARTED COMPLETED" },
        { "A A- B B+", "STARTED* DISCONTINUED STARTED COMPLETED" },

        // Several devices for one step.
        { "A B A+ B+", "STARTED* STARTED* STARTED* COMPLETED" },
        { "A B A+ B-", "STARTED* STARTED* STARTED* DISCONTINUED" },
        { "A B A- B+", "STARTED* STARTED* STARTED* COMPLETED" },
        { "A B A-110514 B+", "STARTED* STARTED* STARTED* COMPLETED" },
        { "A B A+ B-110514", "STARTED* STARTED* STARTED* COMPLETED" },
        { "A B A-110514 B-110514", "STARTED* STARTED* STARTED* SCHEDULED*" },
        { "A B A+ B.", "STARTED* STARTED* STARTED* DISCONTINUED" },
    };

    [Theory]
    [MemberData(nameof(Histories))]
    public void History_LeadsThroughItsStates(string events, string states) =>
        Assert.Equal(states, Follow(events, Shown));

    [Theory]
    [InlineData("A A+", "STARTED COMPLETED")]
    [InlineData("A A-110514", "STARTED SCHEDULED*")]
    [InlineData("A B A-110514 B+", "STARTED STARTED STARTED COMPLETED")]
    public void History_WhereStartedStepsAreHidden(string events, string states) =>
        Assert.Equal(states, Follow(events, Hidden));

    /// <summary>What was not offered before, since it was called off or is on hold, is not offered after a mistake.</summary>
    [Theory]
    [InlineData("CANCELED", "A A-110514", "STARTED CANCELED")]
    [InlineData("CANCELED", "A A+", "STARTED COMPLETED")]
    [InlineData("SCHEDULED", "A A-110514", "STARTED SCHEDULED")]
    public void History_OfWhatIsNotOffered(string status, string events, string states) =>
        Assert.Equal(states, Follow(events, Shown, new StepState(status, IsOffered: false)));

    /// <summary>What was called off while it was performed by mistake stays so.</summary>
    [Fact]
    public void CalledOffMeanwhile_IsNotOfferedAfterAMistake()
    {
        var wrong = new PerformedStep(PerformedStatus.Discontinued) { HasReason = true, Reasons = [Wrong] };

        Assert.Null(StepEffect.Of(
            new PerformedStep(PerformedStatus.InProgress), wrong, [], new StepState("CANCELED", IsOffered: false),
            new StepState("SCHEDULED", IsOffered: true), Shown));
    }

    /// <summary>The reasons of PS3.16 CID 9300, and whether a setting may have them offered again.</summary>
    [Theory]
    [InlineData("110500")]
    [InlineData("110501")]
    [InlineData("110502")]
    [InlineData("110503")]
    [InlineData("110504")]
    [InlineData("110505")]
    [InlineData("110506")]
    [InlineData("110507")]
    [InlineData("110508")]
    [InlineData("110509")]
    [InlineData("110510")]
    [InlineData("110511")]
    [InlineData("110512")]
    [InlineData("110513")]
    [InlineData("110515")]
    [InlineData("110516")]
    [InlineData("110518")]
    [InlineData("110519")]
    public void Reason_OffersAgainWhereTheSettingSaysSo(string reason)
    {
        MppsSettings settings = Shown with { ReasonsToOfferAgain = [reason] };

        Assert.Equal("STARTED* DISCONTINUED", Follow($"A A-{reason}", Shown));
        Assert.Equal("STARTED* SCHEDULED*", Follow($"A A-{reason}", settings));
        Assert.Equal("STARTED* SCHEDULED*", Follow($"A A-{Wrong}", settings));
    }

    [Fact]
    public void Abandoned_StaysDiscontinuedWhereTheSettingSaysSo() =>
        Assert.Equal("STARTED* DISCONTINUED", Follow("A A!", Shown with { OffersAbandoned = false }));

    [Fact]
    public void Idle_CountsAsTheSettingSays() =>
        Assert.Equal("STARTED* COMPLETED", Follow("A A.", Shown with { IdleStatus = PerformedStatus.Completed }));

    [Theory]
    [InlineData("A", "set to STARTED")]
    [InlineData("A A+", "set to COMPLETED")]
    [InlineData("A A-", "set to DISCONTINUED")]
    [InlineData("A A-110514", "back to SCHEDULED, offered again")]
    [InlineData("A A+ B", "set to STARTED again, more is performed")]
    [InlineData("A B A+", "stays STARTED, another performed step is in progress")]
    public void Effect_InWords(string events, string words) => Assert.Equal(words, Play(events, Shown)[^1]!.ToString());

    [Theory]
    [InlineData("DCM", Wrong, true)]
    [InlineData("", Wrong, true)]
    [InlineData("99LOCAL", Wrong, false)]
    [InlineData("DCM", " 110514 ", true)]
    [InlineData("DCM", "110513", false)]
    public void PerformedStep_ReadsReasonsOfDCM(string scheme, string code, bool offersAgain)
    {
        MppsObject performed = MppsModification.Answer(
            Samples.Created(),
            Samples.End("DISCONTINUED", Data.Code(
                DicomTag.PerformedProcedureStepDiscontinuationReasonCodeSequence, code, scheme, "")),
            Samples.Lenient).Object!;

        var step = PerformedStep.Of(performed);

        Assert.True(step.HasReason && step.HasImages);
        Assert.Equal(offersAgain, step.CountsAsNothing(Shown));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PerformedStep_WithoutReasonAndImages_IsAbandoned(bool hasImages)
    {
        DicomSequence images = hasImages
            ? new DicomSequence(DicomTag.ReferencedImageSequence, Samples.Reference("1.2.3.1.1"))
            : new DicomSequence(DicomTag.ReferencedImageSequence);
        MppsObject performed = MppsModification.Answer(
            Samples.Created(),
            Samples.End("DISCONTINUED", new DicomSequence(
                DicomTag.PerformedSeriesSequence, Samples.Series("1.2.3.1", images))),
            Samples.Lenient).Object!;

        Assert.Equal(!hasImages, PerformedStep.Of(performed).CountsAsNothing(Shown));
    }

    private static string Follow(string events, MppsSettings settings, StepState? start = null) => string.Join(
        ' ', Play(events, settings, start).Select(effect => effect is null ? "-"
            : effect.IsOffered ? $"{effect.Status}*" : effect.Status));

    private static List<StepEffect?> Play(string events, MppsSettings settings, StepState? start = null)
    {
        var effects = new List<StepEffect?>();
        var steps = new List<(char Name, PerformedStep Step)>();
        StepState original = start ?? new StepState("SCHEDULED", IsOffered: true);
        StepState state = original;
        foreach (string what in events.Split(' '))
        {
            int index = steps.FindIndex(step => step.Name == what[0]);
            PerformedStep? before = index < 0 ? null : steps[index].Step;
            PerformedStep now = Change(before, what[1..], settings);
            steps.RemoveAll(step => step.Name == what[0]);
            StepEffect? effect = StepEffect.Of(before, now, [.. steps.Select(step => step.Step)], state, original, settings);
            state = effect is null ? state : new StepState(effect.Status, effect.IsOffered);
            effects.Add(effect);
            steps.Add((what[0], now)); // it has changed last
        }

        return effects;
    }

    private static PerformedStep Change(PerformedStep? before, string what, MppsSettings settings) => what switch
    {
        "" or "~" => new PerformedStep(PerformedStatus.InProgress),
        "+" => new PerformedStep(PerformedStatus.Completed) { HasImages = true },
        "!" => new PerformedStep(PerformedStatus.Discontinued),
        "." => before!.Close(settings),
        "-" => new PerformedStep(PerformedStatus.Discontinued) { HasImages = true },
        _ => new PerformedStep(PerformedStatus.Discontinued) { HasImages = true, HasReason = true, Reasons = [what[1..]] },
    };
}
