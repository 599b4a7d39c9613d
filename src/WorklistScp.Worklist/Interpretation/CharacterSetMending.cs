using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Worklist.Interpretation;

/// <summary>Puts defined terms of Specific Character Set (0008,0005) where a data set and its items need them.</summary>
internal static class CharacterSetMending
{
    /// <summary>A copy of a data set with defined terms; what is unknown stays where nothing is taken for it.</summary>
    /// <param name="dataset">The data set, not an item of another.</param>
    /// <param name="finding">What is wrong with it.</param>
    public static DicomDataset Mend(DicomDataset dataset, CharacterSetFinding finding)
    {
        // A term that is misspelt is mended wherever it is; it is not taken for text that has none.
        SpecificCharacterSet? taken = finding.Problem == CharacterSetProblem.Misspelt ? null : finding.Taken;
        DicomDataset mended = Copy(dataset, taken);
        if (taken is not null && CharacterSetSurvey.ReadOwn(mended, out _) is null)
        {
            mended.AddOrUpdate(Element(taken));
        }

        return mended;
    }

    private static DicomDataset Copy(DicomDataset level, SpecificCharacterSet? taken)
    {
        var copy = new DicomDataset(level.Select(item => item is DicomSequence sequence
            ? new DicomSequence(sequence.Tag, [.. sequence.Items.Select(nested => Copy(nested, taken))])
            : item));
        SpecificCharacterSet? own = CharacterSetSurvey.ReadOwn(level, out string given);
        if (given.Length > 0 && (own is null or { IsDefaultRepertoire: true } ? taken ?? own : own) is { } meant)
        {
            copy.AddOrUpdate(Element(meant));
        }

        return copy;
    }

    private static DicomElement Element(SpecificCharacterSet meant) =>
        DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, meant.Value);
}
