using System.Text;
using static WorklistScp.Interop.Tests.Wlmscpfs.RandomEntries;
using static WorklistScp.Interop.Tests.Wlmscpfs.RandomValues;

namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>
/// Generates queries of the keys and forms on which both servers are to agree: wlmscpfs's matching keys, its wild cards
/// and ranges, its return keys with values or without, numbers, empty sequences, character sets, and values that it
/// refuses. A few queries are of those that both answer otherwise on purpose; see <see cref="Difference"/>.
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
    private bool _isRefused;

    /// <summary>Makes a query, and says in what the servers are to differ.</summary>
    public (DicomDataset Query, Difference Difference) Next()
    {
        DicomDataset query = MakeQuery();
        if (IsAscii(query))
        {
            AddIf(3, query, DicomTag.SpecificCharacterSet, () => OneOf(AnyTerms));
            return (query, AddDifference(query));
        }

        if (random.Next(8) == 0 && !_isRefused)
        {
            return (query, Difference.TextWithoutCharacterSet);
        }

        query.AddOrUpdate(Key(DicomTag.SpecificCharacterSet, OneOf(Latin1Terms)));
        return (query, Difference.None);
    }

    private DicomDataset MakeQuery()
    {
        _isRefused = false;
        DicomDataset example = entries[random.Next(entries.Count)];
        var query = new DicomDataset(Key(DicomTag.PatientName));
        foreach (DicomTag tag in Some(ReturnKeys, 3).Concat(Some(WildcardKeys, 3)).Concat(Some(EmptySequences, 3)))
        {
            query.AddOrUpdate(Key(tag));
        }

        foreach ((DicomTag tag, string value) in Some(ReturnValues, 8))
        {
            query.AddOrUpdate(Key(tag, value));
        }

        if (random.Next(3) == 0)
        {
            query.AddOrUpdate(DicomElement.FromUInt16(DicomTag.PregnancyStatus, (ushort)random.Next(6)));
        }

        foreach (DicomTag tag in Some(WildcardKeys, 6))
        {
            query.AddOrUpdate(Key(tag, WithWildcards(ValueOf(example, tag))));
        }

        AddIf(6, query, DicomTag.PatientID, () => OneOf(ValueOf(example, DicomTag.PatientID), "P999", "*"));
        AddIf(8, query, DicomTag.PatientBirthDate, () => Range(() => _values.Date(1900, 100)));
        AddIf(40, query, DicomTag.PatientSex, () => Refused("f"));
        AddIf(40, query, DicomTag.PatientBirthDate, () => Refused("1900.01.01"));
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
        AddIf(60, item, DicomTag.ScheduledProcedureStepStartTime, () => Refused("25"));
        foreach ((DicomTag tag, string value) in Some(StepReturnValues, 6))
        {
            item.AddOrUpdate(Key(tag, value));
        }

        query.AddOrUpdate(new DicomSequence(DicomTag.ScheduledProcedureStepSequence, item));
    }

    private void AddStart(DicomDataset item)
    {
        string date = random.Next(2) == 0 ? Range(_values.StartDate) : "";
        string time = random.Next(3) == 0 ? Range(Time) : "";

        // Of a range of dates with both ends and one of times without end, wlmscpfs makes a range that ends at the
        // last day's midnight, wlmscp one that ends with that day; there the servers differ on purpose.
        bool hasBothEnds = date.Contains('-') && !date.StartsWith('-') && !date.EndsWith('-');
        if (hasBothEnds && time.EndsWith('-'))
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
        level.TryGetElement(tag, out DicomElement? element)
            ? OneOf(Encoding.Latin1.GetString(element.Value.Span).TrimEnd(' ', '\0').Split('\\'))
            : "";

    private void AddIf(int oneIn, DicomDataset level, DicomTag tag, Func<string> value)
    {
        if (random.Next(oneIn) == 0)
        {
            level.AddOrUpdate(Key(tag, value()));
        }
    }

    private Difference AddDifference(DicomDataset query)
    {
        switch (random.Next(12))
        {
            case 0:
                DicomItem number = OneOf(Numbers);
                query.AddOrUpdate(number);
                return Difference.OtherKeys(number.Tag);
            case 1:
                (DicomTag tag, string value) = OneOf(OtherValues);
                query.AddOrUpdate(Key(tag, value));
                return Difference.AnotherValue(tag, value);
            default:
                return Difference.None;
        }
    }

    private string Refused(string value)
    {
        _isRefused = true;
        return value;
    }

    private static bool IsAscii(DicomDataset dataset) => dataset.All(item => item switch
    {
        DicomSequence sequence => sequence.Items.All(IsAscii),
        DicomElement element => Ascii.IsValid(element.Value.Span),
        _ => true,
    });

    private T[] Some<T>(T[] values, int oneIn) => [.. values.Where(_ => random.Next(oneIn) == 0)];

    private T OneOf<T>(params T[] values) => values[random.Next(values.Length)];
}
