using WorklistScp.Worklist.Completion;

namespace WorklistScp.Worklist.Tests.Completion;

/// <summary>Study Instance UIDs that follow from other identifiers.</summary>
public sealed class StudyUidTests
{
    // What files have been given once must stay. The lengths and bytes of 4711, H1, A1 and an empty one give it with sha256sum.
    private const string Known = "2.25.287565039290861789909221921463963945867";

    [Fact]
    public void Derive_OfTheSameIdentifiers_IsTheSameForEver()
    {
        DicomUID? uid = StudyUid.Derive(Procedure("4711", "H1", "A1", "RP1"));

        Assert.Equal(Known, uid?.UID);
        Assert.True(DicomUID.IsValid(uid?.UID));
    }

    [Theory]
    [InlineData("4712", "H1", "A1", "RP1")]
    [InlineData("4711", "H2", "A1", "RP1")]
    [InlineData("4711", "", "A1", "RP1")]
    [InlineData("4711", "H1", "A2", "RP1")]
    [InlineData("4711", "H1", "", "RP1")]
    [InlineData("4711H", "1", "A1", "RP1")]
    [InlineData("4711", "H1A", "1", "RP1")]
    [InlineData("4711", "H1", "", "A1")]
    [InlineData("4711", "H1", "", "")]
    public void Derive_OfOtherIdentifiers_IsAnother(string patient, string issuer, string accession, string procedure)
    {
        DicomUID? uid = StudyUid.Derive(Procedure(patient, issuer, accession, procedure));

        Assert.NotNull(uid);
        Assert.NotEqual(Known, uid.Value.UID);
    }

    // An order has one study, however its procedures are numbered.
    [Theory]
    [InlineData("RP2")]
    [InlineData("")]
    public void Derive_OfAnAccessionNumber_LooksAtNoOtherNumber(string procedure) =>
        Assert.Equal(Known, StudyUid.Derive(Procedure("4711", "H1", "A1", procedure))?.UID);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Derive_WithoutAPatient_IsNull(string patient) =>
        Assert.Null(StudyUid.Derive(Procedure(patient, "H1", "A1", "RP1")));

    [Fact]
    public void Derive_WithoutAnyNumber_IsOfWhatIsToBeDoneAndWhen()
    {
        DicomDataset[] datasets =
        [
            Content("CT", "20261201"), Content("CT", "20261201"), Content("MR", "20261201"), Content("CT", "20261202"),
        ];

        DicomUID?[] uids = [.. datasets.Select(StudyUid.Derive)];

        Assert.Equal(uids[0], uids[1]);
        Assert.Equal(3, uids.Distinct().Count());
    }

    [Fact]
    public void Derive_OfAbsentAndOfEmptyAttributes_IsTheSame()
    {
        var absent = new DicomDataset(
            Data.Text(DicomTag.PatientID, "4711"), Data.Text(DicomTag.RequestedProcedureID, "RP1"));

        Assert.Equal(StudyUid.Derive(Procedure("4711", "", "", "RP1")), StudyUid.Derive(absent));
    }

    [Fact]
    public void Derive_OfBlanksAround_AndOfAnotherCharacterSet_IsTheSame()
    {
        DicomDataset latin = Procedure(" J\u00fcrgen ", "", "", "RP1 ", "ISO_IR 100");
        DicomDataset unicode = Procedure("J\u00fcrgen", "", "", "RP1", "ISO_IR 192");

        Assert.Equal(StudyUid.Derive(unicode), StudyUid.Derive(latin));
    }

    private static DicomDataset Content(string modality, string date) => new(
        Data.Text(DicomTag.PatientID, "4711"),
        new DicomSequence(
            DicomTag.ScheduledProcedureStepSequence,
            new DicomDataset(
                Data.Text(DicomTag.Modality, modality), Data.Text(DicomTag.ScheduledProcedureStepStartDate, date))));

    private static DicomDataset Procedure(
        string patient, string issuer, string accession, string procedure, string characterSet = "") => new(
        Data.Text(DicomTag.SpecificCharacterSet, characterSet),
        Data.Text(DicomTag.AccessionNumber, accession),
        Data.Text(DicomTag.PatientID, patient, characterSet),
        Data.Text(DicomTag.IssuerOfPatientID, issuer),
        Data.Text(DicomTag.RequestedProcedureID, procedure));
}
