using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Tests.Shared;

/// <summary>Makes identifiers of queries.</summary>
public static class Keys
{
    /// <summary>A key with the VR that the dictionary gives it; a sequence without items.</summary>
    public static DicomItem Key(DicomTag tag, string value = "")
    {
        Assert.True(DicomDictionary.TryFind(tag, out DicomDictionaryEntry entry));
        return entry.VR == DicomVR.SQ
            ? new DicomSequence(tag)
            : Text(tag, entry.VR, value, SpecificCharacterSet.Default);
    }

    /// <summary>An element of text in a character set.</summary>
    public static DicomElement Text(DicomTag tag, DicomVR vr, string value, SpecificCharacterSet characterSet)
    {
        Assert.True(characterSet.TryEncode(value, vr, out byte[] bytes, out string? unencodable), unencodable);
        return new DicomElement(tag, vr, bytes.Length % 2 == 0 ? bytes : [.. bytes, vr.PaddingByte]);
    }

    /// <summary>The Scheduled Procedure Step Sequence with one item of these keys.</summary>
    public static DicomSequence Step(params IEnumerable<DicomItem> keys) =>
        new(DicomTag.ScheduledProcedureStepSequence, new DicomDataset(keys));
}
