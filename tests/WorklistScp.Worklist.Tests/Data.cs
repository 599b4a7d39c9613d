using System.Buffers;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Worklist.Tests;

/// <summary>Short ways to write data sets, and to read them.</summary>
internal static class Data
{
    public static DicomElement Text(DicomTag tag, string value, string characterSet = "") =>
        Text(tag, DicomDictionary.GetVR(tag), value, characterSet);

    public static DicomElement Text(DicomTag tag, DicomVR vr, string value, string characterSet = "")
    {
        bool encoded = SpecificCharacterSet.Parse(characterSet)
            .TryEncode(value, vr, out byte[] bytes, out string? unencodable);
        Assert.True(encoded, unencodable);
        return new DicomElement(tag, vr, bytes.Length % 2 == 0 ? bytes : [.. bytes, vr.PaddingByte]);
    }

    public static DicomElement Bytes(DicomTag tag, DicomVR vr, string hex) =>
        new(tag, vr, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));

    public static DicomElement Empty(DicomTag tag) => new(tag, DicomDictionary.GetVR(tag), default);

    public static DicomElement CharacterSet(string value) => Text(DicomTag.SpecificCharacterSet, value);

    public static DicomSequence Step(params DicomItem[] members) =>
        new(DicomTag.ScheduledProcedureStepSequence, new DicomDataset(members));

    public static DicomSequence Code(DicomTag tag, string value, string scheme, string meaning) =>
        new(tag, new DicomDataset(
            Text(DicomTag.CodeValue, value),
            Text(DicomTag.CodingSchemeDesignator, scheme),
            Text(DicomTag.CodeMeaning, meaning)));

    /// <summary>A complete worklist entry, with some members changed or added.</summary>
    public static DicomDataset Complete(params DicomItem[] changes)
    {
        var dataset = new DicomDataset(
            Text(DicomTag.PatientName, "Vivaldi^Antonio"),
            Text(DicomTag.PatientID, "AV35674"),
            Text(DicomTag.StudyInstanceUID, "1.2.276.0.7230010.3.2.101"),
            Text(DicomTag.RequestedProcedureDescription, "EXAM6"),
            Text(DicomTag.RequestedProcedureID, "RP454"),
            CompleteStep("20260801", "0930"));
        foreach (DicomItem change in changes)
        {
            dataset.AddOrUpdate(change);
        }

        return dataset;
    }

    /// <summary>A complete worklist entry of a patient.</summary>
    public static DicomDataset Patient(string id) => Complete(Text(DicomTag.PatientID, id));

    public static string? PatientOf(WorklistEntry entry) =>
        entry.Dataset.TryGetString(DicomTag.PatientID, out string? id) ? id : null;

    public static DicomSequence CompleteStep(string date, string time) => Step(
        Text(DicomTag.Modality, "MR"),
        Text(DicomTag.ScheduledStationAETitle, "AA32\\AA33"),
        Text(DicomTag.ScheduledProcedureStepStartDate, date),
        Text(DicomTag.ScheduledProcedureStepStartTime, time),
        Text(DicomTag.ScheduledProcedureStepDescription, "EXAM74"),
        Text(DicomTag.ScheduledProcedureStepID, "SPD3445"));

    public static WorklistEntry Entry(params DicomItem[] members) => new("a.wl", new DicomDataset(members));

    public static WorklistQuery Query(params DicomItem[] keys) => Query(new WorklistQueryOptions(), keys);

    public static WorklistQuery Query(WorklistQueryOptions options, params DicomItem[] keys) =>
        WorklistQuery.Parse(new DicomDataset(keys), options);

    /// <summary>
    /// Whether a query for one value finds an entry that has the other; null: the entry lacks the attribute.
    /// </summary>
    public static bool IsMatch(DicomTag tag, string asked, string? held, NameMatching names = NameMatching.IgnoreCase)
    {
        WorklistQuery query = Query(new WorklistQueryOptions { NameMatching = names }, Text(tag, asked));
        Assert.Empty(query.Problems);
        return query.Matches(held is null ? Entry() : Entry(Text(tag, held)));
    }

    /// <summary>The data set on one line: <c>(gggg,eeee)=text</c>, hexadecimal for numbers, items in braces.</summary>
    public static string Describe(DicomDataset dataset) => string.Join(' ', dataset.Select(item => item switch
    {
        DicomSequence sequence =>
            $"{item.Tag}[{string.Concat(sequence.Items.Select(nested => $"{{{Describe(nested)}}}"))}]",
        _ when dataset.TryGetString(item.Tag, out string? text) => $"{item.Tag}={text}",
        _ => $"{item.Tag}={Convert.ToHexString(((DicomElement)item).Value.Span)}",
    }));

    /// <summary>The bytes of a worklist file.</summary>
    public static byte[] Encode(DicomDataset dataset) =>
        Encode(new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian));

    /// <summary>The bytes of a file.</summary>
    public static byte[] Encode(DicomFile file)
    {
        var output = new ArrayBufferWriter<byte>();
        file.Write(output);
        return output.WrittenSpan.ToArray();
    }
}
