using System.Globalization;

namespace WorklistScp.Dicom.DataDictionary;

/// <summary>What PS3.6 says of an element.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="VR">The value representation; where PS3.6 allows several, the first.</param>
/// <param name="VM">The value multiplicity as printed, such as <c>1-n</c>.</param>
/// <param name="Keyword">The keyword.</param>
/// <param name="IsRetired">Whether PS3.6 marks it as retired.</param>
public readonly record struct DicomDictionaryEntry(DicomTag Tag, DicomVR VR, string VM, string Keyword, bool IsRetired)
{
    /// <summary>The most values that it may have; the largest number where there is no limit.</summary>
    public int MostValues =>
        int.TryParse(VM.AsSpan(VM.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int most)
            ? most
            : int.MaxValue;
}
