using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Fuzz.Targets;

/// <summary>
/// An attribute list of N-CREATE and a modification list of N-SET: two data sets in Explicit VR Little Endian, the first
/// with its length before it. They are carried out, and followed by the scheduled steps that the first refers to.
/// </summary>
internal sealed class MppsTarget : FuzzTarget
{
    private const string UID = "1.2.276.0.7230010.3.4.1";

    private static readonly DicomTransferSyntax Syntax = DicomTransferSyntax.ExplicitVRLittleEndian;

    private static readonly DicomReadLimits Limits = new() { MaxLength = 64 * 1024, MaxElements = 10_000 };

    private static readonly MppsOptions[] Options = [new(), new() { IsStrict = true }];

    private static readonly MppsSettings Settings = new() { ReasonsToOfferAgain = ["110501"] };

    /// <inheritdoc/>
    public override string Name => "mpps";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. from creation in (DicomDataset[])[Creation("ISO_IR 100", "Vivaldi^Antonio"), Creation("ISO_IR 192", "王^小东"), []]
           from end in (DicomDataset[])[End("COMPLETED"), End("DISCONTINUED"), Creation("\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎")]
           select Join(SeedDatasets.Encode(creation, Syntax), SeedDatasets.Encode(end, Syntax)),
    ];

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        int length = input.Length < 2 ? 0 : Math.Min(input[0] | (input[1] << 8), input.Length - 2);
        int start = Math.Min(2, input.Length);
        if (!TryRead(input.AsMemory(start, length), out DicomDataset creation)
            | !TryRead(input.AsMemory(start + length), out DicomDataset modifications))
        {
            return false;
        }

        foreach (MppsOptions options in Options)
        {
            Check(creation, modifications, options);
        }

        return true;
    }

    private static void Check(DicomDataset creation, DicomDataset modifications, MppsOptions options)
    {
        MppsAnswer made = MppsCreation.Answer(UID, creation, known: null, options);
        CheckAnswer(made);
        if (made.Object is not { } performed)
        {
            return;
        }

        if (performed.IsFinal || MppsCreation.Answer(UID, creation, performed, options) is not { IsRepeated: true })
        {
            throw new FindingException("what was made is final, or is not known again");
        }

        MppsAnswer changed = MppsModification.Answer(performed, modifications, options);
        CheckAnswer(changed);
        Follow(performed, before: null);
        if (changed.Object is { } now)
        {
            Follow(now, performed);
            CheckAnswer(MppsRetrieval.Answer(now, [.. modifications.Select(item => item.Tag)]));
            if (now.IsFinal && MppsModification.Answer(now, modifications, options).ErrorID != MppsModification.NoLongerUpdated)
            {
                throw new FindingException("what is final was changed");
            }
        }
    }

    private static void CheckAnswer(MppsAnswer answer)
    {
        if (answer.Dataset is { } dataset)
        {
            RoundTrip.Check(dataset, Syntax, DicomLengthEncoding.Defined);
        }

        if (answer.Object is { } performed)
        {
            RoundTrip.Check(performed.Dataset, Syntax, DicomLengthEncoding.Defined);
        }
    }

    private static void Follow(MppsObject performed, MppsObject? before)
    {
        foreach (StepMatch match in StepFinder.FindAll(performed, new AnySteps(performed)))
        {
            _ = match.ToString();
        }

        var step = PerformedStep.Of(performed);
        var state = new StepState("SCHEDULED", IsOffered: true);
        var effect = StepEffect.Of(before is null ? null : PerformedStep.Of(before), step, [], state, state, Settings);
        if (effect is { IsOffered: true, Status: "COMPLETED" })
        {
            throw new FindingException("what is completed is offered");
        }

        StepHistory history = new StepHistory(new EntryKey("1", "1"), state, [])
            .With(new StepPerformance(performed.SOPInstanceUID, step, "CT", DateTime.UnixEpoch));
        if (StepHistory.Parse(history.ToText())?.ToText() != history.ToText())
        {
            throw new FindingException("a history is not read as it was written");
        }
    }

    // What the first cannot be is empty then, so that the other is read all the same.
    private static bool TryRead(ReadOnlyMemory<byte> bytes, out DicomDataset dataset)
    {
        try
        {
            dataset = DicomDatasetReader.Read(bytes, Syntax, Limits);
            return true;
        }
        catch (DicomDataException)
        {
            dataset = [];
            return false;
        }
    }

    private static byte[] Join(byte[] creation, byte[] end) =>
        [(byte)creation.Length, (byte)(creation.Length >> 8), .. creation, .. end];

    private static DicomDataset Creation(string characterSet, string name) => new(
        SeedDatasets.Text(DicomTag.SpecificCharacterSet, characterSet),
        new DicomSequence(
            DicomTag.ScheduledStepAttributesSequence,
            new DicomDataset(
                SeedDatasets.Text(DicomTag.StudyInstanceUID, "1.2.3"),
                SeedDatasets.Text(DicomTag.AccessionNumber, "A1"),
                SeedDatasets.Text(DicomTag.RequestedProcedureID, "R1"),
                SeedDatasets.Text(DicomTag.ScheduledProcedureStepID, "S1"))),
        SeedDatasets.Text(DicomTag.PatientName, name, characterSet),
        SeedDatasets.Text(DicomTag.PatientID, "4711"),
        SeedDatasets.Text(DicomTag.PerformedStationAETitle, "CT1"),
        SeedDatasets.Text(DicomTag.PerformedProcedureStepStartDate, "20260801"),
        SeedDatasets.Text(DicomTag.PerformedProcedureStepStatus, "IN PROGRESS"),
        new DicomSequence(DicomTag.PerformedSeriesSequence));

    private static DicomDataset End(string status) => new(
        SeedDatasets.Text(DicomTag.PerformedProcedureStepStatus, status),
        SeedDatasets.Text(DicomTag.PerformedProcedureStepEndDate, "20260801"),
        new DicomSequence(
            DicomTag.PerformedProcedureStepDiscontinuationReasonCodeSequence,
            new DicomDataset(
                SeedDatasets.Text(DicomTag.CodeValue, "110514"), SeedDatasets.Text(DicomTag.CodingSchemeDesignator, "DCM"))),
        new DicomSequence(
            DicomTag.PerformedSeriesSequence,
            new DicomDataset(SeedDatasets.Text(DicomTag.SeriesInstanceUID, "1.2.3.1"))));

    /// <summary>A worklist that has a step like each that is asked for, and another one.</summary>
    private sealed class AnySteps(MppsObject performed) : IScheduledSteps
    {
        public IEnumerable<ScheduledStep> OfStudy(string studyInstanceUID) =>
            All().Where(step => step.Key.StudyInstanceUID == studyInstanceUID);

        public IEnumerable<ScheduledStep> OfAccessionNumber(string accessionNumber) =>
            All().Where(step => step.AccessionNumber == accessionNumber);

        private IEnumerable<ScheduledStep> All() => ReferencedStep.AllOf(performed).SelectMany((asked, i) =>
            new[]
            {
                new ScheduledStep($"A/{i}.wl", new EntryKey(asked.StudyInstanceUID, asked.StepID), asked.Patient)
                {
                    AccessionNumber = asked.AccessionNumber,
                },
                new ScheduledStep($"B/{i}.wl", new EntryKey("1.2.3", "S1"), new PatientKey("4711")) { AccessionNumber = "A1" },
            });
    }
}
