using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Worklist.Tests.Mpps;

/// <summary>Which scheduled steps a performed step is about: each rule, and what is near when none is found.</summary>
public sealed class StepFinderTests
{
    private static readonly PatientKey Jane = new("4711");

    /// <summary>What is asked for, and what is found by which rule in the worklist below.</summary>
    public static TheoryData<string, ReferencedStep, StepMatchRule?, string> Table => new()
    {
        { "study and step", Ask("1.1", "S1"), StepMatchRule.Study, "a" },
        { "the same step ID in another study", Ask("1.2", "S1"), StepMatchRule.Study, "c" },
        { "another step ID in the study", Ask("1.1", "S9"), null, "" },
        { "step ID alone", Ask("9.9", "S1"), null, "" },
        { "step ID alone, without a study", Ask("", "S1"), null, "" },
        {
            "group case: one study made for two orders",
            Ask("9.9", "S1") with { ReferencedStudies = ["1.1"] }, StepMatchRule.ReferencedStudy, "a"
        },
        {
            "group case with both studies referenced",
            Ask("9.9", "S1") with { ReferencedStudies = ["1.1", "1.2"] }, StepMatchRule.ReferencedStudy, "a c"
        },
        {
            "own study before referenced studies",
            Ask("1.2", "S1") with { ReferencedStudies = ["1.1"] }, StepMatchRule.Study, "c"
        },
        {
            "accession and step",
            Ask("9.9", "S2") with { AccessionNumber = "A1" }, StepMatchRule.AccessionNumber, "b"
        },
        {
            "accession and step of another patient",
            Ask("9.9", "S2") with { AccessionNumber = "A1", Patient = new PatientKey("4712") }, null, ""
        },
        {
            "accession and step without patient",
            Ask("9.9", "S2") with { AccessionNumber = "A1", Patient = new PatientKey("") }, null, ""
        },
        {
            "accession and step of a patient of another issuer",
            Ask("9.9", "S4") with { AccessionNumber = "A3", Patient = Jane with { Issuer = "ELSEWHERE" } }, null, ""
        },
        {
            "accession and step of a patient of the same issuer",
            Ask("9.9", "S4") with { AccessionNumber = "A3", Patient = Jane with { Issuer = "HERE" } },
            StepMatchRule.AccessionNumber, "e"
        },
        {
            "accession of the issuer",
            Ask("9.9", "S4") with { AccessionNumber = "A3", AccessionIssuer = "RIS" }, StepMatchRule.AccessionNumber, "e"
        },
        {
            "accession of another issuer",
            Ask("9.9", "S4") with { AccessionNumber = "A3", AccessionIssuer = "PACS" }, null, ""
        },
        {
            "accession and step in two studies",
            Ask("9.9", "S5") with { AccessionNumber = "A4" }, null, ""
        },
        {
            "accession and requested procedure, the step ID being the modality's own",
            Ask("9.9", "X") with { AccessionNumber = "A2", RequestedProcedureID = "R2" },
            StepMatchRule.RequestedProcedure, "c"
        },
        {
            "accession and requested procedure, no step ID",
            Ask("9.9", "") with { AccessionNumber = "A2", RequestedProcedureID = "R2" },
            StepMatchRule.RequestedProcedure, "c"
        },
        {
            "accession and another requested procedure",
            Ask("9.9", "X") with { AccessionNumber = "A2", RequestedProcedureID = "R9" }, null, ""
        },
        {
            "accession and requested procedure of several steps: that of the station",
            Ask("9.9", "X") with { AccessionNumber = "A1", RequestedProcedureID = "R1", StationAETitle = "MR1" },
            StepMatchRule.RequestedProcedure, "b"
        },
        { "accession alone", Ask("9.9", "X") with { AccessionNumber = "A2" }, null, "" },
        {
            "no step ID: the steps of the study at the station",
            Ask("1.1", "") with { StationAETitle = "CT1" }, StepMatchRule.StudyAtStation, "a"
        },
        {
            "no step ID, steps for any station",
            Ask("1.2", "") with { StationAETitle = "CT1" }, StepMatchRule.StudyAtStation, "c"
        },
        { "no step ID, another station", Ask("1.1", "") with { StationAETitle = "US1" }, null, "" },
        { "not scheduled", Ask("9.9", ""), null, "" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Find_FollowsTheOrderOfTheRules(string name, ReferencedStep asked, StepMatchRule? rule, string places)
    {
        StepMatch match = StepFinder.Find(asked, Worklist);

        Assert.Equal((name, rule), (name, match.Rule));
        Assert.Equal(places, string.Join(' ', match.Steps.Select(step => step.Place)));
    }

    /// <summary>What was asked for, and the words for what came near.</summary>
    public static TheoryData<ReferencedStep, string> Near => new()
    {
        { Ask("1.2", "S9"), "study 1.2 step S9: no entry, but c has step S1" },
        {
            Ask("9.9", "S4") with { AccessionNumber = "A3", AccessionIssuer = "PACS" },
            "study 9.9 step S4: no entry, but e has an Accession Number of RIS"
        },
        {
            Ask("9.9", "S2") with { AccessionNumber = "A2", Patient = new PatientKey("4712") },
            "study 9.9 step S2: no entry, but c has not the same Patient ID"
        },
        {
            Ask("9.9", "S9") with { AccessionNumber = "A2", RequestedProcedureID = "R9" },
            "study 9.9 step S9: no entry, but c has step S1"
        },
        {
            Ask("9.9", "") with { AccessionNumber = "A2", RequestedProcedureID = "R9" },
            "study 9.9 step (none): no entry, but c has requested procedure R2"
        },
        {
            Ask("9.9", "S5") with { AccessionNumber = "A4" },
            "study 9.9 step S5: no entry, but f is one of several studies, 1.4; g is one of several studies, 1.5"
        },
        {
            Ask("1.1", "") with { StationAETitle = "US1" },
            "study 1.1 step (none): no entry, but a is for CT1, CT2; b is for MR1"
        },
        { Ask("9.9", "S1"), "study 9.9 step S1: no entry has this study or Accession Number" },
        { Ask("9.9", ""), "study 9.9 step (none): not scheduled" },
        { Ask("1.1", "S1"), "study 1.1 step S1: a, by study and step ID" },
    };

    [Theory]
    [MemberData(nameof(Near))]
    public void Match_InWords_SaysWhatCameNear(ReferencedStep asked, string words)
    {
        StepMatch match = StepFinder.Find(asked, Worklist);

        Assert.Equal(words, match.ToString());
        Assert.Equal(words.EndsWith("not scheduled", StringComparison.Ordinal), match.IsUnscheduled);
    }

    [Fact]
    public void FindAll_LooksAtEveryItemOfTheSequence()
    {
        MppsObject performed = Samples.Created(new DicomSequence(
            DicomTag.ScheduledStepAttributesSequence,
            Item("1.1", "S1"), Item("1.1", "S2"), Item("9.9", "S9")));

        IReadOnlyList<StepMatch> matches = StepFinder.FindAll(performed, Worklist);

        Assert.Equal(["a", "b", ""], matches.Select(match => string.Join(' ', match.Steps.Select(step => step.Place))));
    }

    [Fact]
    public void FindAll_WithoutItems_FindsNothing()
    {
        MppsObject performed = Samples.Created(new DicomSequence(DicomTag.ScheduledStepAttributesSequence));

        Assert.Empty(StepFinder.FindAll(performed, Worklist));
    }

    [Fact]
    public void ReferencedStep_IsReadFromTheItemAndThePerformedStep()
    {
        MppsObject performed = Samples.Created(
            Data.Text(DicomTag.IssuerOfPatientID, "HERE"),
            new DicomSequence(DicomTag.ScheduledStepAttributesSequence, Samples.ScheduledStep(
                Data.Text(DicomTag.AccessionNumber, " A1 "),
                new DicomSequence(DicomTag.IssuerOfAccessionNumberSequence, new DicomDataset(
                    Data.Text(DicomTag.LocalNamespaceEntityID, "RIS"))),
                new DicomSequence(
                    DicomTag.ReferencedStudySequence, Samples.Reference("1.1"), Samples.Reference("1.2")))));

        ReferencedStep step = Assert.Single(ReferencedStep.AllOf(performed));

        Assert.Equal(["1.1", "1.2"], step.ReferencedStudies);
        Assert.Equal(
            new ReferencedStep("1.2.3", "S1")
            {
                ReferencedStudies = step.ReferencedStudies,
                AccessionNumber = "A1",
                AccessionIssuer = "RIS",
                RequestedProcedureID = "R1",
                Patient = new PatientKey("4711", "HERE"),
                StationAETitle = "CT1",
            },
            step);
    }

    [Fact]
    public void ScheduledStep_IsReadFromAnEntry()
    {
        ScheduledStep step = ScheduledStep.Of("area/a.wl", Data.Complete(Data.Text(DicomTag.AccessionNumber, "A1")));

        Assert.Equal(new EntryKey("1.2.276.0.7230010.3.2.101", "SPD3445"), step.Key);
        Assert.Equal(["AA32", "AA33"], step.StationAETitles);
        Assert.Equal(("A1", "RP454", "AV35674"), (step.AccessionNumber, step.RequestedProcedureID, step.Patient.PatientID));
    }

    private static Steps Worklist { get; } = new(
        Scheduled("a", "1.1", "S1", "A1", "R1", "CT1", "CT2"),
        Scheduled("b", "1.1", "S2", "A1", "R1", "MR1"),
        Scheduled("c", "1.2", "S1", "A2", "R2"),
        Scheduled("e", "1.3", "S4", "A3", "R4") with
        {
            AccessionIssuer = "RIS",
            Patient = Jane with { Issuer = "HERE" },
        },
        Scheduled("f", "1.4", "S5", "A4", "R5"),
        Scheduled("g", "1.5", "S5", "A4", "R5"));

    private static ReferencedStep Ask(string study, string step) => new(study, step) { Patient = Jane };

    private static ScheduledStep Scheduled(
        string place, string study, string step, string accession, string procedure, params string[] stations) =>
        new(place, new EntryKey(study, step), Jane)
        {
            AccessionNumber = accession,
            RequestedProcedureID = procedure,
            StationAETitles = stations,
        };

    private static DicomDataset Item(string study, string step) => new(
        Data.Text(DicomTag.StudyInstanceUID, study), Data.Text(DicomTag.ScheduledProcedureStepID, step));

    private sealed class Steps(params ScheduledStep[] all) : IScheduledSteps
    {
        public IEnumerable<ScheduledStep> OfStudy(string studyInstanceUID) =>
            all.Where(step => step.Key.StudyInstanceUID == studyInstanceUID);

        public IEnumerable<ScheduledStep> OfAccessionNumber(string accessionNumber) =>
            all.Where(step => step.AccessionNumber == accessionNumber);
    }
}
