using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Worklist.Tests.Mpps;

/// <summary>Every status of an answer, with the fields that belong to it (PS3.7 annex C).</summary>
public sealed class MppsStatusTests
{
    private static readonly DicomTag Status = DicomTag.PerformedProcedureStepStatus;
    private static readonly DicomTag Comments = DicomTag.CommentsOnThePerformedProcedureStep;
    private static readonly DicomTag Reason = DicomTag.PerformedProcedureStepDiscontinuationReasonCodeSequence;

    [Fact]
    public void Status0001_NGetOfWhatIsNotThere_NamesItAndTellsTheRest()
    {
        MppsAnswer answer = MppsRetrieval.Answer(Samples.Created(), [DicomTag.PatientID, Comments]);

        Assert.Equal(MppsStatus.AttributesNotSupported, answer.Status);
        Assert.Equal([Comments], answer.AttributeIdentifiers);
        Assert.Equal("(0010,0020)=4711", Data.Describe(answer.Dataset!));
    }

    [Fact]
    public void Status0000_NGet_TellsWhatIsAskedForWithItsCharacterSet()
    {
        MppsObject known = Samples.Created(
            Data.CharacterSet("ISO_IR 100"), Data.Text(DicomTag.PatientName, "Müller^Jörg", "ISO_IR 100"));

        MppsAnswer answer = MppsRetrieval.Answer(known, [DicomTag.PatientName]);

        Assert.Equal((MppsStatus.Success, 0), (answer.Status, answer.AttributeIdentifiers.Count));
        Assert.Equal("(0008,0005)=ISO_IR 100 (0010,0010)=Müller^Jörg", Data.Describe(answer.Dataset!));
        Assert.Equal(
            Data.Describe(known.Dataset), Data.Describe(MppsRetrieval.Answer(known, []).Dataset!));
    }

    [Theory]
    [InlineData("COMPLETED")]
    [InlineData("")]
    public void Status0106_NCreateNotInProgress_HasTheAttribute(string status)
    {
        MppsAnswer answer = MppsCreation.Answer(
            Samples.Instance, Samples.Creation(Data.Text(Status, status)), null, Samples.Lenient);

        Assert.Equal(MppsStatus.InvalidAttributeValue, answer.Status);
        Assert.Equal($"(0040,0252)={status}", Data.Describe(answer.Dataset!));
        Assert.NotNull(answer.ErrorComment);
    }

    [Fact]
    public void Status0106_NSetOfAnUnknownStatus_HasTheAttribute()
    {
        MppsAnswer answer = Set(Samples.Created(), Samples.Lenient, Data.Text(Status, "DONE"));

        Assert.Equal(MppsStatus.InvalidAttributeValue, answer.Status);
        Assert.Equal("(0040,0252)=DONE", Data.Describe(answer.Dataset!));
        Assert.Null(answer.Object);
    }

    // Table F.7.2-1: N-SET may not change it. Devices that send all again do no harm.
    [Fact]
    public void Status0107_NSetOfWhatItMayNotChange_NamesItAndChangesTheRest()
    {
        MppsAnswer answer = Set(
            Samples.Created(), Samples.Lenient,
            Data.Text(DicomTag.PatientID, "4712"), Data.Text(DicomTag.Modality, "CT"), Data.Text(Comments, "blurred"));

        Assert.Equal(MppsStatus.AttributeListError, answer.Status);
        Assert.Equal([DicomTag.PatientID], answer.AttributeIdentifiers);
        Assert.Equal("4711", Samples.TextOf(answer.Object!.Dataset, DicomTag.PatientID));
        Assert.Equal("blurred", Samples.TextOf(answer.Object.Dataset, Comments));
    }

    [Fact]
    public void Status0000_NSetThatSendsAllOfNCreateAgain_IsNoFault()
    {
        MppsAnswer answer = MppsModification.Answer(Samples.Created(), Samples.Creation(), Samples.Lenient);

        Assert.Equal(MppsStatus.Success, answer.Status);
        Assert.DoesNotContain(answer.Findings, finding => finding.Fault == MppsFault.NotChangeable);
    }

    [Fact]
    public void Status0106_StrictNSetOfWhatItMayNotChange_HasTheAttribute()
    {
        MppsAnswer answer = Set(Samples.Created(), Samples.Strict, Data.Text(DicomTag.PatientID, "4712"));

        Assert.Equal(MppsStatus.InvalidAttributeValue, answer.Status);
        Assert.Equal("(0010,0020)=4712", Data.Describe(answer.Dataset!));
        Assert.Null(answer.Object);
    }

    [Fact]
    public void NSet_OfWhatNCreateDidNotMake_IsKept_AndStrictlyRefused()
    {
        DicomSequence reason = Data.Code(Reason, "110513", "DCM", "unspecified");

        MppsAnswer lenient = Set(Samples.Created(), Samples.Lenient, reason);
        MppsAnswer strict = Set(Samples.Created(), Samples.Strict, reason);

        Assert.Equal(MppsStatus.Success, lenient.Status);
        Assert.True(lenient.Object!.Dataset.Contains(Reason));
        Assert.Contains(lenient.Findings, finding => finding.Fault == MppsFault.NotCreated);
        Assert.Equal(MppsStatus.InvalidAttributeValue, strict.Status);
        Assert.True(strict.Dataset!.Contains(Reason));
    }

    [Fact]
    public void Status0107_WhatNoDataSetMayHave_IsLeftOut()
    {
        var strange = new DicomTag(0x0002, 0x0010);
        var sent = Data.Text(strange, DicomVR.UI, "1.2");

        MppsAnswer created = MppsCreation.Answer(Samples.Instance, Samples.Creation(sent), null, Samples.Lenient);
        MppsAnswer set = Set(Samples.Created(), Samples.Lenient, sent);

        foreach (MppsAnswer answer in (MppsAnswer[])[created, set])
        {
            Assert.Equal(MppsStatus.AttributeListError, answer.Status);
            Assert.Equal([strange], answer.AttributeIdentifiers);
            Assert.False(answer.Object!.Dataset.Contains(strange));
        }
    }

    [Fact]
    public void Status0110_NSetOfAFinalStep_HasErrorIDAndTheCommentOfTableF722()
    {
        MppsAnswer answer = MppsModification.Answer(
            Samples.InState("COMPLETED"), Samples.End("DISCONTINUED"), Samples.Lenient);

        Assert.Equal((MppsStatus.ProcessingFailure, (ushort?)0xa710), (answer.Status, answer.ErrorID));
        Assert.Equal("Performed Procedure Step Object may no longer be updated", answer.ErrorComment);
        Assert.Null(answer.Object);
    }

    [Fact]
    public void Status0111_NCreateAgain_TellsARepeatFromAnotherObject()
    {
        MppsObject known = Samples.Created();

        MppsAnswer repeated = MppsCreation.Answer(Samples.Instance, Samples.Creation(), known, Samples.Lenient);
        MppsAnswer other = MppsCreation.Answer(
            Samples.Instance, Samples.Creation(Data.Text(DicomTag.PatientID, "4712")), known, Samples.Lenient);

        Assert.Equal((MppsStatus.DuplicateSOPInstance, true), (repeated.Status, repeated.IsRepeated));
        Assert.Equal((MppsStatus.DuplicateSOPInstance, false), (other.Status, other.IsRepeated));
    }

    [Fact]
    public void Status0112_UnknownInstance()
    {
        Assert.Equal(MppsStatus.NoSuchSOPInstance, Set(null, Samples.Lenient).Status);
        Assert.Equal(MppsStatus.NoSuchSOPInstance, MppsRetrieval.Answer(null, [DicomTag.PatientID]).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("..")]
    [InlineData("1..2")]
    [InlineData(".1")]
    [InlineData("1.2/3")]
    [InlineData("1.2.٣")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void Status0117_WhatIsNoUID(string uid)
    {
        MppsAnswer answer = MppsCreation.Answer(uid, Samples.Creation(), null, Samples.Lenient);

        Assert.Equal((MppsStatus.InvalidSOPInstance, null), (answer.Status, answer.Object));
    }

    [Fact]
    public void UID_WithLeadingZeros_IsTaken_AndStrictlyRefused()
    {
        Assert.Equal(MppsStatus.Success, MppsCreation.Answer("1.02", Samples.Creation(), null, Samples.Lenient).Status);
        Assert.Equal(
            MppsStatus.InvalidSOPInstance, MppsCreation.Answer("1.02", Samples.Creation(), null, Samples.Strict).Status);
    }

    [Fact]
    public void Status0120_StrictNCreateWithoutWhatItMustHave_NamesIt()
    {
        DicomDataset sent = Samples.Without(
            Samples.Creation(), DicomTag.PerformedProcedureStepID, DicomTag.PerformedLocation);

        MppsAnswer lenient = MppsCreation.Answer(Samples.Instance, sent, null, Samples.Lenient);
        MppsAnswer strict = MppsCreation.Answer(Samples.Instance, sent, null, Samples.Strict);

        Assert.Equal((MppsStatus.Success, 2), (lenient.Status, lenient.Findings.Count));
        Assert.Equal((MppsStatus.MissingAttribute, null), (strict.Status, strict.Object));
        Assert.Equal([DicomTag.PerformedProcedureStepID, DicomTag.PerformedLocation], strict.AttributeIdentifiers.Order().Reverse());
        Assert.Contains("is missing", strict.ErrorComment, StringComparison.Ordinal);
    }

    [Fact]
    public void Status0121_StrictNCreateWithoutAValue_HasTheAttribute()
    {
        DicomDataset sent = Samples.Creation(Data.Text(DicomTag.Modality, " "));

        MppsAnswer lenient = MppsCreation.Answer(Samples.Instance, sent, null, Samples.Lenient);
        MppsAnswer strict = MppsCreation.Answer(Samples.Instance, sent, null, Samples.Strict);

        Assert.Equal(MppsStatus.Success, lenient.Status);
        Assert.Equal((MppsStatus.MissingAttributeValue, null), (strict.Status, strict.Object));
        Assert.True(strict.Dataset!.Contains(DicomTag.Modality));
    }

    [Fact]
    public void Status0121_StrictNSetWithEmptyStatus()
    {
        MppsAnswer lenient = Set(Samples.Created(), Samples.Lenient, Data.Empty(Status));
        MppsAnswer strict = Set(Samples.Created(), Samples.Strict, Data.Empty(Status));

        Assert.Equal((MppsStatus.Success, PerformedStatus.InProgress), (lenient.Status, lenient.Object!.Status));
        Assert.Equal(MppsStatus.MissingAttributeValue, strict.Status);
    }

    [Theory]
    [InlineData("COMPLETED")]
    [InlineData("DISCONTINUED")]
    public void End_WithoutEndDateAndSeries_IsTaken_AndStrictlyRefused(string status)
    {
        MppsAnswer lenient = Set(Samples.Created(), Samples.Lenient, Data.Text(Status, status));
        MppsAnswer strict = Set(Samples.Created(), Samples.Strict, Data.Text(Status, status));

        Assert.Equal((MppsStatus.Success, true), (lenient.Status, lenient.Object!.IsFinal));
        Assert.Equal(
            ["(0040,0250)", "(0040,0251)", "(0040,0340)"],
            lenient.Findings.Select(finding => finding.Path.Tags[0].ToString()).Order());
        Assert.Equal(MppsStatus.MissingAttributeValue, strict.Status);
    }

    [Fact]
    public void NothingSent_IsRefusedByNCreateAndChangesNothingByNSet()
    {
        MppsObject known = Samples.Created();

        Assert.Equal(
            MppsStatus.InvalidAttributeValue, MppsCreation.Answer(Samples.Instance, null, null, Samples.Lenient).Status);
        MppsAnswer set = MppsModification.Answer(known, null, Samples.Strict);
        Assert.Equal(MppsStatus.Success, set.Status);
        Assert.Equal(Data.Describe(known.Dataset), Data.Describe(set.Object!.Dataset));
    }

    private static MppsAnswer Set(MppsObject? known, MppsOptions options, params DicomItem[] sent) =>
        MppsModification.Answer(known, new DicomDataset(sent), options);
}
