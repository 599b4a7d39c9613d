using System.Globalization;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Orders;

/// <summary>Makes up what a new entry needs and its message does not say, and keeps what was made up.</summary>
/// <param name="mapper">Who makes the data sets.</param>
/// <param name="step">The segments of the step.</param>
/// <param name="dataset">What the message says.</param>
internal sealed class NewEntry(FieldMapper mapper, OrderGroup.Step step, DicomDataset dataset)
{
    private readonly List<Hl7Note> _madeUp = [];
    private readonly bool _isIpc = step.Segment.Name == "IPC";

    /// <summary>The entry.</summary>
    public DicomDataset Dataset => dataset;

    /// <summary>What it has, or will be given, that the message does not say.</summary>
    public IReadOnlyList<Hl7Note> MadeUp => _madeUp;

    /// <summary>What is missing and cannot be made up.</summary>
    public Hl7Fault? Missing { get; private set; }

    private Hl7MappingOptions Options => mapper.Options;

    /// <summary>Makes up what is missing.</summary>
    /// <param name="status">The status of the step.</param>
    public void Complete(string status)
    {
        if (TextOf(dataset, DicomTag.PatientName).Length == 0)
        {
            Missing = Patients.PatientReader.MissingName;
        }

        DicomDataset item = Item();
        CompleteNumbers(item);
        CompleteModality(item);
        CompleteStation(item);
        CompleteStart(item);
        Set(item, DicomTag.ScheduledProcedureStepStatus, DicomVR.CS, status);
        if (!item.Contains(DicomTag.ScheduledPerformingPhysicianName))
        {
            item.AddOrUpdate(new DicomElement(DicomTag.ScheduledPerformingPhysicianName, DicomVR.PN, default));
        }
    }

    private void CompleteNumbers(DicomDataset item)
    {
        string filler = TextOf(dataset, DicomTag.FillerOrderNumberImagingServiceRequest);
        if (TextOf(dataset, DicomTag.AccessionNumber).Length == 0
            && filler.Length > 0 && DicomText.CountOf(filler) <= DicomVR.SH.MaxLength)
        {
            Set(dataset, DicomTag.AccessionNumber, DicomVR.SH, filler);
            MakeUp("IPC-1", "OBR-18", DicomTag.AccessionNumber, "the Filler Order Number");
        }

        // The worklist's editor gives them, the same for all doors.
        if (TextOf(dataset, DicomTag.StudyInstanceUID).Length == 0)
        {
            MakeUp("IPC-3", "ZDS-1", DicomTag.StudyInstanceUID, "that of the order in the worklist, else one derived");
        }

        if (TextOf(dataset, DicomTag.RequestedProcedureID).Length == 0)
        {
            MakeUp("IPC-2", "OBR-19", DicomTag.RequestedProcedureID, "the Accession Number, else one of the study");
        }

        if (TextOf(item, DicomTag.ScheduledProcedureStepID).Length == 0)
        {
            MakeUp("IPC-4", "OBR-20", DicomTag.ScheduledProcedureStepID, "the Requested Procedure ID, from the second on with a number");
        }
    }

    private void CompleteModality(DicomDataset item)
    {
        if (TextOf(item, DicomTag.Modality).Length > 0)
        {
            return;
        }

        string? code = Codes(item).FirstOrDefault(Options.ModalityByCode.ContainsKey);
        string modality = code is null ? Options.Modality : Options.ModalityByCode[code];
        if (modality.Length == 0)
        {
            Missing ??= new Hl7Fault(
                PathOf("IPC-5", "OBR-24"), Hl7ErrorCode.RequiredFieldMissing, "Modality is missing",
                "neither the message nor the site's settings name it");
            return;
        }

        Set(item, DicomTag.Modality, DicomVR.CS, modality);
        Configure("IPC-5", "OBR-24", DicomTag.Modality, code is null ? "the site's" : "by the code of the procedure");
    }

    private void CompleteStation(DicomDataset item)
    {
        string modality = TextOf(item, DicomTag.Modality);
        if (TextOf(item, DicomTag.ScheduledStationAETitle).Length > 0 || modality.Length == 0)
        {
            return;
        }

        string[] codes = [.. Codes(item)];
        string[] locations =
        [
            TextOf(item, DicomTag.ScheduledProcedureStepLocation),
            step.Scope.TextOf("PV1-3.1"), step.Scope.TextOf("PV1-3.4.1"),
        ];
        StationRule? rule = Options.Stations.FirstOrDefault(rule =>
            (rule.Modality.Length == 0 || rule.Modality == modality)
            && (rule.Location.Length == 0 || locations.Contains(rule.Location))
            && (rule.Code.Length == 0 || codes.Contains(rule.Code)));
        string station = rule?.AETitle ?? (Options.StationAETitle.Length > 0 ? Options.StationAETitle : modality);
        Set(item, DicomTag.ScheduledStationAETitle, DicomVR.AE, station);
        if (rule is null && Options.StationAETitle.Length == 0)
        {
            MakeUp("IPC-9", "ORC-18", DicomTag.ScheduledStationAETitle, "the modality");
        }
        else
        {
            Configure("IPC-9", "ORC-18", DicomTag.ScheduledStationAETitle, "the site's station for such steps");
        }
    }

    private void CompleteStart(DicomDataset item)
    {
        string date = TextOf(item, DicomTag.ScheduledProcedureStepStartDate);
        if (date.Length == 0)
        {
            CultureInfo culture = CultureInfo.InvariantCulture;
            DateTime received = mapper.Received;
            Set(item, DicomTag.ScheduledProcedureStepStartDate, DicomVR.DA, received.ToString("yyyyMMdd", culture));
            Set(item, DicomTag.ScheduledProcedureStepStartTime, DicomVR.TM, received.ToString("HHmm", culture));
            MakeUp("TQ1-7", "ORC-7.4", DicomTag.ScheduledProcedureStepStartDate, "when the message came");
        }
        else if (TextOf(item, DicomTag.ScheduledProcedureStepStartTime).Length == 0)
        {
            Set(item, DicomTag.ScheduledProcedureStepStartTime, DicomVR.TM, "000000");
            MakeUp("TQ1-7", "ORC-7.4", DicomTag.ScheduledProcedureStepStartTime, "midnight");
        }
    }

    private IEnumerable<string> Codes(DicomDataset item) =>
    [
        .. CodesOf(item, DicomTag.ScheduledProtocolCodeSequence),
        .. CodesOf(dataset, DicomTag.RequestedProcedureCodeSequence),
        .. new[] { step.Scope.TextOf("OBR-4.1") }.Where(code => code.Length > 0),
    ];

    private static IEnumerable<string> CodesOf(DicomDataset level, DicomTag tag) =>
        level.TryGetSequence(tag, out DicomSequence? codes)
            ? codes.Items.Select(code => TextOf(code, DicomTag.CodeValue)).Where(code => code.Length > 0)
            : [];

    private DicomDataset Item()
    {
        if (!dataset.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps))
        {
            steps = new DicomSequence(DicomTag.ScheduledProcedureStepSequence, new DicomDataset());
            dataset.AddOrUpdate(steps);
        }

        return steps.Items[0];
    }

    private void Set(DicomDataset level, DicomTag tag, DicomVR vr, string text) =>
        level.AddOrUpdate(mapper.Encode(tag, vr, text));

    private void MakeUp(string ofIpc, string ofObr, DicomTag tag, string what) =>
        _madeUp.Add(new Hl7Note(Hl7NoteKind.MadeUp, PathOf(ofIpc, ofObr), tag, $"made up: {what}"));

    private void Configure(string ofIpc, string ofObr, DicomTag tag, string what) =>
        _madeUp.Add(new Hl7Note(Hl7NoteKind.Configured, PathOf(ofIpc, ofObr), tag, $"taken by the settings: {what}"));

    private Hl7Path PathOf(string ofIpc, string ofObr)
    {
        Hl7Path path = FieldRow.PathOf(_isIpc ? ofIpc : ofObr);
        return path.Segment == step.Segment.Name ? path with { Occurrence = step.Segment.Occurrence } : path;
    }

    private static string TextOf(DicomDataset level, DicomTag tag) =>
        level.TryGetString(tag, out string? text) ? text.Trim() : "";
}
