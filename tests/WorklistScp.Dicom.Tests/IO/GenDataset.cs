using CsCheck;
using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>Random data sets, every VR among them, that all transfer syntaxes carry without loss.</summary>
internal static class GenDataset
{
    private const int MaxDepth = 3;

    // One tag of each VR, so that the dictionary gives implicit VR data sets the same VR.
    private static readonly DicomTag[] Tags =
    [
        DicomTag.ScheduledStationAETitle, DicomTag.PatientAge, DicomTag.FrameIncrementPointer, DicomTag.Modality,
        DicomTag.StudyDate, DicomTag.PatientWeight, DicomTag.AcquisitionDateTime, DicomTag.ReferencePixelPhysicalValueX,
        DicomTag.RecommendedDisplayFrameRateInFloat, DicomTag.SeriesNumber, DicomTag.PatientID,
        DicomTag.AdditionalPatientHistory, DicomTag.EncapsulatedDocument, DicomTag.DoubleFloatPixelData,
        DicomTag.FloatPixelData, DicomTag.LongPrimitivePointIndexList, DicomTag.ExtendedOffsetTable,
        DicomTag.RedPaletteColorLookupTableData, DicomTag.PatientName, DicomTag.AccessionNumber,
        DicomTag.ReferencePixelX0, DicomTag.TagAngleSecondAxis, DicomTag.InstitutionAddress, DicomTag.SelectorSVValue,
        DicomTag.StudyTime, DicomTag.LongCodeValue, DicomTag.StudyInstanceUID, DicomTag.RegionFlags,
        new(0x0019, 0x1001), DicomTag.RetrieveURL, DicomTag.PregnancyStatus, DicomTag.TextValue,
        DicomTag.SelectorUVValue,
        new(0x0019, 0x0010), new(0x6002, 0x3000), new(0x5003, 0x1002), new(0xfffc, 0xfffc),
    ];

    private static readonly DicomTag[] SequenceTags =
    [
        DicomTag.ScheduledProcedureStepSequence, DicomTag.RequestedProcedureCodeSequence,
        DicomTag.ReferencedStudySequence, DicomTag.ScheduledProtocolCodeSequence,
    ];

    private static readonly Gen<DicomItem> GenElement =
        Gen.Select(Gen.OneOf(Tags), Gen.Byte.Array[0, 5]).Select(DicomItem (tag, seed) =>
        {
            DicomVR vr = DicomDictionary.GetVR(tag);
            return new DicomElement(tag, vr, Repeat(seed, Math.Max(2, vr.UnitSize)));
        });

    /// <summary>The VRs of the elements.</summary>
    public static IEnumerable<DicomVR> VRs => Tags.Select(DicomDictionary.GetVR);

    /// <summary>Data sets of up to three levels of sequences, values of whole units and even lengths.</summary>
    public static Gen<DicomDataset> Any { get; } = AtDepth(MaxDepth);

    private static Gen<DicomDataset> AtDepth(int depth)
    {
        Gen<DicomItem> member =
            depth == 0 ? GenElement : Gen.Frequency((4, GenElement), (1, Sequence(depth - 1)));
        return member.Array[0, 8].Select(members => new DicomDataset(members));
    }

    private static Gen<DicomItem> Sequence(int depth) =>
        Gen.Select(Gen.OneOf(SequenceTags), AtDepth(depth).Array[0, 3])
            .Select(DicomItem (tag, items) => new DicomSequence(tag, items));

    private static byte[] Repeat(byte[] seed, int units) =>
        [.. Enumerable.Range(0, seed.Length * units).Select(i => (byte)(seed[i / units] + i))];
}
