using static WorklistScp.Tests.Shared.Keys;

namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>
/// Generates queries of the keys and forms on which both servers are to agree: wlmscpfs's matching keys, its wild cards
/// and ranges, its return keys without values, empty sequences, and values that it refuses.
/// </summary>
internal sealed class RandomQueries(Random random, IReadOnlyList<DicomDataset> entries)
{
    private static readonly DicomTag[] WildcardKeys =
    [
        DicomTag.AccessionNumber, DicomTag.ReferringPhysicianName, DicomTag.PatientName, DicomTag.IssuerOfPatientID,
        DicomTag.PatientSex, DicomTag.RequestingPhysician, DicomTag.AdmissionID, DicomTag.RequestedProcedureID,
        DicomTag.RequestedProcedurePriority,
    ];

    private static readonly DicomTag[] ReturnKeys =
    [
        DicomTag.StudyInstanceUID, DicomTag.PatientWeight, DicomTag.PatientComments, DicomTag.MedicalAlerts,
        DicomTag.Allergies, DicomTag.PregnancyStatus, DicomTag.RequestedProcedureDescription, DicomTag.PatientState,
        DicomTag.CurrentPatientLocation, DicomTag.RequestedProcedureComments, DicomTag.InstitutionName,
    ];

    private static readonly DicomTag[] EmptySequences =
    [
        DicomTag.RequestedProcedureCodeSequence, DicomTag.ReferencedStudySequence, DicomTag.ReferencedPatientSequence,
    ];

    private readonly RandomEntries _values = new(random);

    /// <summary>Makes a query.</summary>
    public DicomDataset Next()
    {
        DicomDataset example = entries[random.Next(entries.Count)];
        var query = new DicomDataset(Key(DicomTag.PatientName));
        foreach (DicomTag tag in Some(ReturnKeys, 3).Concat(Some(WildcardKeys, 3)).Concat(Some(EmptySequences, 3)))
        {
            query.AddOrUpdate(Key(tag));
        }

        foreach (DicomTag tag in Some(WildcardKeys, 6))
        {
            query.AddOrUpdate(Key(tag, WithWildcards(ValueOf(example, tag))));
        }

        AddIf(6, query, DicomTag.PatientID, () => OneOf(ValueOf(example, DicomTag.PatientID), "P999", "*"));
        AddIf(8, query, DicomTag.PatientBirthDate, () => Range(() => _values.Date(1900, 100)));
        AddIf(40, query, DicomTag.PatientSex, () => "f"); // refused
        AddIf(40, query, DicomTag.PatientBirthDate, () => "1900.01.01"); // refused
        AddStep(query, example);
        return query;
    }

    private void AddStep(DicomDataset query, DicomDataset example)
    {
        int form = random.Next(5);
        if (form < 2)
        {
            query.AddOrUpdate(form == 0
                ? new DicomSequence(DicomTag.ScheduledProcedureStepSequence)
                : new DicomSequence(DicomTag.ScheduledProcedureStepSequence, new DicomDataset()));
            return;
        }

        Assert.True(example.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        DicomDataset step = steps.Items[0];
        var item = new DicomDataset(
            Key(DicomTag.ScheduledProcedureStepID), Key(DicomTag.ScheduledProcedureStepDescription));
        AddIf(2, item, DicomTag.ScheduledProtocolCodeSequence, () => "");
        AddIf(3, item, DicomTag.Modality,
            () => OneOf(ValueOf(step, DicomTag.Modality), RandomEntries.Modalities[0], "PT", "*"));
        AddIf(4, item, DicomTag.ScheduledStationAETitle,
            () => OneOf(ValueOf(step, DicomTag.ScheduledStationAETitle), RandomEntries.Stations[1], "NONE"));
        AddIf(4, item, DicomTag.ScheduledPerformingPhysicianName,
            () => WithWildcards(ValueOf(step, DicomTag.ScheduledPerformingPhysicianName)));
        AddStart(item);
        AddIf(60, item, DicomTag.ScheduledProcedureStepStartTime, () => "25"); // refused
        query.AddOrUpdate(new DicomSequence(DicomTag.ScheduledProcedureStepSequence, item));
    }

    private void AddStart(DicomDataset item)
    {
        string date = random.Next(2) == 0 ? Range(_values.StartDate) : "";
        string time = random.Next(3) == 0 ? Range(Time) : "";

        // Of a range of dates with both ends and one of times with one end, wlmscpfs makes a range that ends, or
        // begins, at midnight; there the servers differ on purpose.
        bool hasBothEnds = date.Contains('-') && !date.StartsWith('-') && !date.EndsWith('-');
        if (hasBothEnds && (time.StartsWith('-') || time.EndsWith('-')))
        {
            time = "";
        }

        item.AddOrUpdate(Key(DicomTag.ScheduledProcedureStepStartDate, date));
        item.AddOrUpdate(Key(DicomTag.ScheduledProcedureStepStartTime, time));
    }

    private string Time()
    {
        string time = _values.Time();
        return random.Next(4) switch { 0 => time[..2], 1 => time[..4], _ => time };
    }

    private string Range(Func<string> value) => random.Next(6) switch
    {
        0 => value(),
        1 => "",
        2 => $"{value()}-",
        3 => $"-{value()}",
        _ => $"{value()}-{value()}", // half of them reversed
    };

    private string WithWildcards(string value)
    {
        if (value.Length < 2)
        {
            return OneOf("*", "?", "*?", value);
        }

        int cut = random.Next(1, value.Length);
        return random.Next(8) switch
        {
            0 => value,
            1 => value[..cut] + "*",
            2 => "*" + value[cut..],
            3 => string.Concat(value.AsSpan(0, cut - 1), "?", value.AsSpan(cut)),
            4 => "*" + value[cut] + "*",
            5 => value[..cut] + "*?",
            6 => "*",
            _ => value + "X",
        };
    }

    // A single value of the entry: a key with several is refused by wlmscpfs.
    private string ValueOf(DicomDataset level, DicomTag tag) =>
        level.TryGetString(tag, out string? value) ? OneOf(value.Split('\\')) : "";

    private void AddIf(int oneIn, DicomDataset level, DicomTag tag, Func<string> value)
    {
        if (random.Next(oneIn) == 0)
        {
            level.AddOrUpdate(Key(tag, value()));
        }
    }

    private DicomTag[] Some(DicomTag[] tags, int oneIn) => [.. tags.Where(_ => random.Next(oneIn) == 0)];

    private string OneOf(params string[] values) => values[random.Next(values.Length)];
}
