using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Worklist.Tests.Mpps;

/// <summary>Text of N-CREATE and N-SET in different character sets (PS3.4 F.7.2.2.2).</summary>
public sealed class MppsCharacterSetTests
{
    private static readonly DicomTag Comments = DicomTag.CommentsOnThePerformedProcedureStep;

    /// <summary>Sets of N-CREATE and N-SET, text of N-SET, and the set that the object has then.</summary>
    public static TheoryData<string, string, string, string> Pairs => new()
    {
        { "ISO_IR 100", "ISO_IR 100", "verwackelt, Größe", "ISO_IR 100" },
        { "ISO_IR 100", "ISO_IR 192", "verwackelt, Größe", "ISO_IR 100" },
        { "ISO_IR 192", "ISO_IR 100", "verwackelt, Größe", "ISO_IR 192" },
        { "ISO_IR 192", "\\ISO 2022 IR 87", "山田", "ISO_IR 192" },
        { "\\ISO 2022 IR 87", "ISO_IR 192", "山田", "\\ISO 2022 IR 87" },
        { "ISO_IR 100", "ISO_IR 192", "山田", "ISO_IR 192" },
        { "", "ISO_IR 192", "山田", "ISO_IR 192" },
        { "", "ISO_IR 192", "blurred", "" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void NSet_InItsCharacterSet_KeepsTheTextInThatOfTheObject(string own, string sent, string text, string then)
    {
        MppsObject known = own.Length == 0 ? Samples.Created() : Samples.Created(Data.CharacterSet(own));

        MppsAnswer answer = MppsModification.Answer(
            known, new DicomDataset(Data.CharacterSet(sent), Data.Text(Comments, text, sent)), Samples.Lenient);

        Assert.Equal(MppsStatus.Success, answer.Status);
        Assert.Equal(then, answer.Object!.Dataset.CharacterSet.Value);
        Assert.Equal(text, Samples.TextOf(answer.Object.Dataset, Comments));
    }

    [Fact]
    public void NSet_InItems_IsConvertedToo()
    {
        MppsObject known = Samples.Created(Data.CharacterSet("ISO_IR 100"));
        DicomDataset series = Samples.Series("1.2.3.1", Data.Text(DicomTag.OperatorsName, "Müller", "ISO_IR 192"));

        MppsAnswer answer = MppsModification.Answer(
            known,
            new DicomDataset(
                Data.CharacterSet("ISO_IR 192"), new DicomSequence(DicomTag.PerformedSeriesSequence, series)),
            Samples.Lenient);

        Assert.True(answer.Object!.Dataset.TryGetSequence(DicomTag.PerformedSeriesSequence, out DicomSequence? found));
        Assert.Equal("Müller", Samples.TextOf(found.Items[0], DicomTag.OperatorsName));
        Assert.Equal("ISO_IR 100", answer.Object.Dataset.CharacterSet.Value);
    }

    // It names the set once, in N-CREATE.
    [Fact]
    public void NSet_WithoutCharacterSet_IsInThatOfTheObject()
    {
        MppsObject known = Samples.Created(Data.CharacterSet("\\ISO 2022 IR 87"));

        MppsAnswer answer = MppsModification.Answer(
            known, new DicomDataset(Data.Text(Comments, "山田", "\\ISO 2022 IR 87")), Samples.Lenient);

        Assert.Equal("山田", Samples.TextOf(answer.Object!.Dataset, Comments));
    }

    [Fact]
    public void NSet_WithLettersThatTheObjectHasNot_IsStrictly0106()
    {
        MppsAnswer answer = MppsModification.Answer(
            Samples.Created(Data.CharacterSet("ISO_IR 100"), Data.Text(Comments, "")),
            new DicomDataset(Data.CharacterSet("ISO_IR 192"), Data.Text(Comments, "山田", "ISO_IR 192")),
            Samples.Strict);

        Assert.Equal((MppsStatus.InvalidAttributeValue, null), (answer.Status, answer.Object));
        Assert.Equal("(0008,0005)=ISO_IR 192 (0040,0280)=山田", Data.Describe(answer.Dataset!));
    }

    [Fact]
    public void NSet_OfTextThatIsInNoCharacterSet_Is0106WithTheAttribute()
    {
        MppsAnswer answer = MppsModification.Answer(
            Samples.Created(Data.CharacterSet("ISO_IR 100")),
            new DicomDataset(
                Data.CharacterSet("ISO_IR 192"), Data.Bytes(Comments, DicomVR.ST, "C3 C3"),
                Data.Text(DicomTag.PerformedProcedureStepDescription, "CHEST")),
            Samples.Lenient);

        Assert.Equal((MppsStatus.InvalidAttributeValue, null), (answer.Status, answer.Object));
        Assert.Equal(
            [DicomTag.SpecificCharacterSet, Comments], answer.Dataset!.Select(item => item.Tag));
    }

    [Fact]
    public void NCreate_WithTextThatNamesNoCharacterSet_GetsTheOneItIsIn()
    {
        MppsObject made = Samples.Created(Data.Text(DicomTag.PatientName, DicomVR.PN, "Müller^Jörg", "ISO_IR 192"));

        Assert.Equal("ISO_IR 192", made.Dataset.CharacterSet.Value);
        Assert.Equal("Müller^Jörg", Samples.TextOf(made.Dataset, DicomTag.PatientName));
    }

    [Fact]
    public void NSet_OfASequence_ReplacesItWhole()
    {
        MppsObject known = MppsModification.Answer(
            Samples.Created(),
            new DicomDataset(new DicomSequence(
                DicomTag.PerformedSeriesSequence, Samples.Series("1.2.3.1"), Samples.Series("1.2.3.2"))),
            Samples.Lenient).Object!;

        MppsObject then = MppsModification.Answer(
            known,
            new DicomDataset(new DicomSequence(DicomTag.PerformedSeriesSequence, Samples.Series("1.2.3.3"))),
            Samples.Lenient).Object!;

        Assert.True(then.Dataset.TryGetSequence(DicomTag.PerformedSeriesSequence, out DicomSequence? series));
        Assert.Equal("1.2.3.3", Samples.TextOf(Assert.Single(series.Items), DicomTag.SeriesInstanceUID));
    }
}
