using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Worklist.Interpretation;

/// <summary>
/// A data set of a file or a query as it was meant: with the VRs of the dictionary, and a Specific Character Set
/// (0008,0005) in defined terms that its text is in.
/// </summary>
/// <param name="Dataset">The data set; the very one that was read where nothing is to be mended.</param>
/// <param name="Finding">What was wrong with its character set; null: nothing.</param>
public readonly record struct InterpretedDataset(DicomDataset Dataset, CharacterSetFinding? Finding)
{
    /// <summary>Interprets a data set, which stays as it is.</summary>
    /// <param name="dataset">The data set, not an item of another.</param>
    /// <param name="assumed">
    /// What text is read as that is not ASCII, not valid UTF-8, and in no character set that is named; null: ISO 8859-1.
    /// </param>
    public static InterpretedDataset Of(DicomDataset dataset, SpecificCharacterSet? assumed = null)
    {
        DicomDataset usual = UsualForm.Of(dataset);
        CharacterSetFinding? finding = CharacterSetSurvey.Find(usual, assumed);
        return new InterpretedDataset(finding is null ? usual : CharacterSetMending.Mend(usual, finding), finding);
    }
}
