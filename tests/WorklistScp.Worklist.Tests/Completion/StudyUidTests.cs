using WorklistScp.Worklist.Completion;

namespace WorklistScp.Worklist.Tests.Completion;

/// <summary>Study Instance UIDs that follow from other identifiers.</summary>
public sealed class StudyUidTests
{
    // What files have been given once must stay. The lengths and bytes of 4711, H1, A1 and RP1 give it with sha256sum.
    private const string Known = "2.25.147783928275581920378828599316309230968";

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
    [InlineData("4711", "H1", "A1", "RP2")]
    [InlineData("4711H", "1", "A1", "RP1")]
    [InlineData("4711", "H1A", "1", "RP1")]
    [InlineData("4711", "H1", "", "A1RP1")]
    public void Derive_OfOtherIdentifiers_IsAnother(string patient, string issuer, string accession, string procedure)
    {
        DicomUID? uid = StudyUid.Derive(Procedure(patient, issuer, accession, procedure));

        Assert.NotNull(uid);
        Assert.NotEqual(Known, uid.Value.UID);
    }

    [Theory]
    [InlineData("", "RP1", "PatientID")]
    [InlineData("4711", "  ", "RequestedProcedureID")]
    [InlineData(" ", "", "PatientID RequestedProcedureID")]
    public void Derive_WithoutWhatIdentifiesTheProcedure_IsNull(string patient, string procedure, string missing)
    {
        DicomDataset dataset = Procedure(patient, "H1", "A1", procedure);

        Assert.Null(StudyUid.Derive(dataset));
        Assert.Equal(missing, string.Join(' ', StudyUid.FindMissing(dataset)));
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

    [Fact]
    public void Complete_GivesStepsOfOneProcedureOneStudy_AndOthersOneEach()
    {
        DicomDataset[] entries =
        [
            Procedure("4711", "", "", "RP1"), Procedure("4711", "", "", "RP1"), Procedure("4711", "", "", ""),
            Procedure("4711", "", "", ""),
        ];
        foreach (DicomDataset entry in entries)
        {
            EntryCompletion.Complete(entry);
        }

        string[] uids = [.. entries.Select(entry => EntryCompletion.TextOf(entry, "StudyInstanceUID"))];
        Assert.Equal(uids[0], uids[1]);
        Assert.Equal(3, uids.Distinct().Count());
    }

    private static DicomDataset Procedure(
        string patient, string issuer, string accession, string procedure, string characterSet = "") => new(
        Data.Text(DicomTag.SpecificCharacterSet, characterSet),
        Data.Text(DicomTag.AccessionNumber, accession),
        Data.Text(DicomTag.PatientID, patient, characterSet),
        Data.Text(DicomTag.IssuerOfPatientID, issuer),
        Data.Text(DicomTag.RequestedProcedureID, procedure));
}
