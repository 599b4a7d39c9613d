using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Fuzz;

/// <summary>Good data sets, which are encoded as a target needs them.</summary>
internal static class SeedDatasets
{
    /// <summary>A worklist entry, an identifier, one with text of several bytes, and one with every VR.</summary>
    public static IReadOnlyList<DicomDataset> All { get; } =
    [
        Entry("ISO_IR 100", "Vivaldi^Antonio"),
        Identifier(),
        Entry("\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう"),
        Entry("ISO_IR 192", "Wang^XiaoDong=王^小东"),
        EveryVR(),
        [],
    ];

    /// <summary>The bytes of a data set.</summary>
    public static byte[] Encode(
        DicomDataset dataset,
        DicomTransferSyntax syntax,
        DicomLengthEncoding lengths = DicomLengthEncoding.Defined,
        int compressionLevel = DicomDatasetWriter.DefaultCompressionLevel)
    {
        var output = new ByteBuffer();
        DicomDatasetWriter.Write(dataset, syntax, output, lengths, compressionLevel);
        return output.Written.ToArray();
    }

    private static DicomDataset Entry(string characterSet, string name) => new(
        Text(DicomTag.SpecificCharacterSet, characterSet),
        Text(DicomTag.AccessionNumber, "00001"),
        new DicomSequence(DicomTag.ReferencedStudySequence),
        Text(DicomTag.PatientName, name, characterSet),
        Text(DicomTag.PatientID, "AV35674"),
        Text(DicomTag.PatientBirthDate, "16780304"),
        Text(DicomTag.StudyInstanceUID, "1.2.276.0.7230010.3.2.101"),
        Text(DicomTag.RequestedProcedureDescription, "EXAM74"),
        Text(DicomTag.RequestedProcedureID, "RP454G234"),
        new DicomSequence(DicomTag.ScheduledProcedureStepSequence, new DicomDataset(
            Text(DicomTag.Modality, "MR"),
            Text(DicomTag.ScheduledStationAETitle, "AA32\\AA33"),
            Text(DicomTag.ScheduledProcedureStepStartDate, "20260801"),
            Text(DicomTag.ScheduledProcedureStepStartTime, "083000"),
            Text(DicomTag.ScheduledPerformingPhysicianName, name, characterSet),
            new DicomSequence(DicomTag.ScheduledProtocolCodeSequence, new DicomDataset(
                Text(DicomTag.CodeValue, "X1"), Text(DicomTag.CodingSchemeDesignator, "99X"))),
            Text(DicomTag.ScheduledProcedureStepID, "SPD1342"))));

    private static DicomDataset Identifier() => new(
        Text(DicomTag.SpecificCharacterSet, "ISO_IR 192"),
        Text(DicomTag.AccessionNumber, ""),
        Text(DicomTag.PatientName, "V?val*^*"),
        Text(DicomTag.PatientID, "AV35674\\X*"),
        Text(DicomTag.PatientBirthDate, "16000101-17001231"),
        new DicomSequence(DicomTag.ReferencedStudySequence),
        new DicomSequence(DicomTag.ScheduledProcedureStepSequence, new DicomDataset(
            Text(DicomTag.Modality, "MR\\CT"),
            Text(DicomTag.ScheduledStationAETitle, "AA3?"),
            Text(DicomTag.ScheduledProcedureStepStartDate, "20260801-"),
            Text(DicomTag.ScheduledProcedureStepStartTime, "-235959.999"),
            new DicomSequence(DicomTag.ScheduledProtocolCodeSequence, new DicomDataset()))));

    private static DicomDataset EveryVR() => new(DicomVR.All.Where(vr => vr != DicomVR.SQ).Select(
        DicomItem (vr, i) => new DicomElement(
            new DicomTag(0x0009, (ushort)(0x1000 + i)), vr,
            vr.IsString ? "1234"u8.ToArray() : [.. Enumerable.Range(0, 16).Select(n => (byte)n)])));

    /// <summary>An element of text, with the VR of the dictionary.</summary>
    public static DicomElement Text(DicomTag tag, string text, string characterSet = "ISO_IR 192")
    {
        DicomVR vr = DicomDictionary.GetVR(tag);
        if (!SpecificCharacterSet.Parse(characterSet).TryEncode(text, vr, out byte[] bytes, out string? unencodable))
        {
            throw new InvalidOperationException($"{text} in {characterSet}: {unencodable}");
        }

        return new DicomElement(tag, vr, bytes.Length % 2 == 0 ? bytes : [.. bytes, vr.PaddingByte]);
    }
}
