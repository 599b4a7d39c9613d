using System.Globalization;
using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Worklist.Checking;

namespace WorklistScp.Worklist.Mpps;

/// <summary>
/// What a modality tells of a step that it performs for a worklist entry: the data sets of N-CREATE and N-SET, with all
/// that table F.7.2-1 of PS3.4 asks for. What the entry does not say, and need not be said, stays without value.
/// </summary>
public sealed class PerformedStepBuilder
{
    // Secondary Capture Image Storage: images of it may be of any modality.
    private const string ImageClass = "1.2.840.10008.5.1.4.1.1.7";

    private readonly DicomDataset _entry;
    private readonly DicomDataset _step;

    /// <summary>Takes an entry.</summary>
    /// <param name="entry">
    /// Its data set, interpreted as it was meant, and complete: without a study no step can be performed. It stays as
    /// it is.
    /// </param>
    public PerformedStepBuilder(DicomDataset entry)
    {
        _entry = entry.Clone();
        _step = StepValues.ItemsOf(_entry, DicomTag.ScheduledProcedureStepSequence) is [var step, ..] ? step : [];
        if (_step.Contains(DicomTag.SpecificCharacterSet))
        {
            UnicodeText.TryApply(_entry); // texts of both levels come together
        }
    }

    /// <summary>The attribute list of N-CREATE: the step is begun.</summary>
    /// <param name="stationAETitle">The station that performs it.</param>
    /// <param name="start">Now, by the clock on its wall.</param>
    public DicomDataset Begin(string stationAETitle, DateTime start)
    {
        var dataset = new DicomDataset();
        AddRows(dataset, MppsTable.Rows, [_entry]);
        AddCharacterSet(dataset);
        var scheduled = new DicomDataset();
        AddRows(
            scheduled, MppsTable.Rows.First(row => row.Tag == DicomTag.ScheduledStepAttributesSequence).Items,
            [_step, _entry]);
        dataset.AddOrUpdate(new DicomSequence(DicomTag.ScheduledStepAttributesSequence, scheduled));
        // N-SET may only change what is there (F.7.2.2).
        dataset.AddOrUpdate(Excerpt.Empty(DicomTag.PerformedProcedureStepDiscontinuationReasonCodeSequence));
        dataset.AddOrUpdate(Ascii(DicomTag.PerformedProcedureStepID, Format(start, "yyMMddHHmmssfff")));
        dataset.AddOrUpdate(Ascii(DicomTag.PerformedStationAETitle, stationAETitle));
        dataset.AddOrUpdate(First(DicomTag.PerformedStationName, _step, DicomTag.ScheduledStationName));
        dataset.AddOrUpdate(First(DicomTag.PerformedLocation, _step, DicomTag.ScheduledProcedureStepLocation));
        dataset.AddOrUpdate(Ascii(DicomTag.PerformedProcedureStepStartDate, Format(start, "yyyyMMdd")));
        dataset.AddOrUpdate(Ascii(DicomTag.PerformedProcedureStepStartTime, Format(start, "HHmmss")));
        dataset.AddOrUpdate(Status(PerformedStatus.InProgress));
        dataset.AddOrUpdate(First(DicomTag.Modality, _step, DicomTag.Modality));
        // As modalities mostly do: people read the one where they look for the other.
        dataset.AddOrUpdate(First(DicomTag.StudyID, _entry, DicomTag.RequestedProcedureID));
        dataset.AddOrUpdate(
            First(DicomTag.PerformedProcedureStepDescription, _step, DicomTag.ScheduledProcedureStepDescription));
        return dataset;
    }

    /// <summary>The modification list of N-SET: the step is over, and has brought one series of one image.</summary>
    /// <param name="end">Now, by the clock on the wall.</param>
    /// <param name="series">The series.</param>
    /// <param name="image">The image.</param>
    public DicomDataset Complete(DateTime end, DicomUID series, DicomUID image)
    {
        var images = new DicomSequence(
            DicomTag.ReferencedImageSequence,
            new DicomDataset(
                Ascii(DicomTag.ReferencedSOPClassUID, ImageClass),
                Ascii(DicomTag.ReferencedSOPInstanceUID, image.UID)));
        return End(PerformedStatus.Completed, end, series, images);
    }

    /// <summary>
    /// The modification list of N-SET: the step is given up, and has brought no images. There is a series nevertheless,
    /// which every step that ends has to have (PS3.4 table F.7.2-1, note 2).
    /// </summary>
    /// <param name="end">Now, by the clock on the wall.</param>
    /// <param name="series">The series.</param>
    /// <param name="reason">Why; null: nobody says.</param>
    public DicomDataset Discontinue(DateTime end, DicomUID series, DiscontinuationReason? reason)
    {
        DicomDataset dataset = End(
            PerformedStatus.Discontinued, end, series, new DicomSequence(DicomTag.ReferencedImageSequence));
        if (reason is not null)
        {
            dataset.AddOrUpdate(new DicomSequence(
                DicomTag.PerformedProcedureStepDiscontinuationReasonCodeSequence, reason.Value.ToItem()));
        }

        return dataset;
    }

    private DicomDataset End(PerformedStatus status, DateTime end, DicomUID series, DicomSequence images)
    {
        var dataset = new DicomDataset(
            Status(status),
            Ascii(DicomTag.PerformedProcedureStepEndDate, Format(end, "yyyyMMdd")),
            Ascii(DicomTag.PerformedProcedureStepEndTime, Format(end, "HHmmss")),
            new DicomSequence(
                DicomTag.PerformedSeriesSequence,
                new DicomDataset(
                    Excerpt.Empty(DicomTag.PerformingPhysicianName),
                    ProtocolName(),
                    Excerpt.Empty(DicomTag.OperatorsName),
                    Ascii(DicomTag.SeriesInstanceUID, series.UID),
                    Excerpt.Empty(DicomTag.SeriesDescription),
                    Excerpt.Empty(DicomTag.RetrieveAETitle),
                    images,
                    Excerpt.Empty(DicomTag.ReferencedNonImageCompositeSOPInstanceSequence))));
        AddCharacterSet(dataset);
        return dataset;
    }

    // What is said once, at the beginning, is known before: of order, patient and visit.
    private static void AddRows(DicomDataset target, IReadOnlyList<MppsRow> rows, DicomDataset[] sources)
    {
        foreach (MppsRow row in rows)
        {
            if (row.Set == MppsType.NotAllowed && Find(row, sources) is { } known)
            {
                target.AddOrUpdate(known);
            }
            else if (row.Create is MppsType.Type1 or MppsType.Type2)
            {
                target.AddOrUpdate(Excerpt.Empty(row.Tag));
            }
        }
    }

    private static DicomItem? Find(MppsRow row, DicomDataset[] sources) =>
        sources.Select(source => source.TryGetItem(row.Tag, out DicomItem? item) ? item : null)
            .FirstOrDefault(item => item is not null) is { } found
                ? found is DicomSequence sequence ? WithWholeItems(row, sequence) : found
                : null;

    // Some entries have references that name nothing.
    private static DicomSequence WithWholeItems(MppsRow row, DicomSequence sequence) => new(
        row.Tag,
        [
            .. sequence.Items.Where(item => row.Items.All(
                    part => part.Create != MppsType.Type1 || Completeness.HasValue(item, part.Tag)))
                .Select(item => item.Clone()),
        ]);

    private DicomItem ProtocolName()
    {
        (DicomDataset Level, DicomTag Tag)[] names =
        [
            (_step, DicomTag.ScheduledProcedureStepDescription), (_entry, DicomTag.RequestedProcedureDescription),
            (_step, DicomTag.Modality),
        ];
        (DicomDataset level, DicomTag tag) = names.FirstOrDefault(
            name => Completeness.HasValue(name.Level, name.Tag), names[^1]);
        return First(DicomTag.ProtocolName, level, tag);
    }

    // The first value of another attribute; without it, none.
    private DicomItem First(DicomTag tag, DicomDataset level, DicomTag source)
    {
        DicomVR vr = DicomDictionary.GetVR(tag);
        string text = StepValues.TextOf(level, source).Split('\\')[0];
        return DicomValueText.TryEncode(text, vr, _entry.CharacterSet, out byte[] bytes, out _)
            ? new DicomElement(tag, vr, bytes)
            : Excerpt.Empty(tag);
    }

    private void AddCharacterSet(DicomDataset dataset)
    {
        if (_entry.TryGetItem(DicomTag.SpecificCharacterSet, out DicomItem? characterSet))
        {
            dataset.AddOrUpdate(characterSet);
        }
    }

    private static DicomElement Status(PerformedStatus status) =>
        Ascii(DicomTag.PerformedProcedureStepStatus, PerformedStatusTerm.Of(status));

    private static DicomElement Ascii(DicomTag tag, string text) =>
        DicomElement.FromAscii(tag, DicomDictionary.GetVR(tag), text);

    private static string Format(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
