using System.Text.Unicode;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Interpretation;

namespace WorklistScp.Worklist.Completion;

/// <summary>
/// What a worklist entry lacks and can be given without asking anybody: sequences that may be empty, a Study Instance UID
/// that follows from its other identifiers, and the defined term of the character set that its text is in.
/// </summary>
public static class EntryRepair
{
    // The sequences at the top that PS3.4 table K.6-1 gives return key type 2.
    private static readonly DicomTag[] MayBeEmpty =
        [DicomTag.ReferencedStudySequence, DicomTag.ReferencedPatientSequence];

    /// <summary>Finds what to put into an entry; nothing where it has all of it.</summary>
    /// <param name="dataset">The entry as it is written.</param>
    /// <param name="characterSet">What is wrong with its character set; null: nothing.</param>
    public static IReadOnlyList<DicomItem> Find(DicomDataset dataset, CharacterSetFinding? characterSet = null)
    {
        DicomDataset mended = characterSet is not null && CanMend(dataset, characterSet)
            ? CharacterSetMending.Mend(dataset, characterSet)
            : dataset;
        var found = new List<DicomItem>(
            MayBeEmpty.Where(tag => !dataset.Contains(tag)).Select(tag => new DicomSequence(tag)));
        if (!Completeness.HasValue(dataset, DicomTag.StudyInstanceUID) && StudyUid.Derive(mended) is { } uid)
        {
            found.Add(DicomElement.FromAscii(DicomTag.StudyInstanceUID, DicomVR.UI, uid.UID));
        }

        found.AddRange(mended.Where(item => !HasTermsOf(item, dataset)));
        return found;
    }

    // Whether an element is as it was, or a sequence has the Specific Character Sets that it had.
    private static bool HasTermsOf(DicomItem mended, DicomDataset written)
    {
        if (!written.TryGetItem(mended.Tag, out DicomItem? old))
        {
            return false;
        }

        return (mended, old) switch
        {
            (DicomSequence items, DicomSequence oldItems) => items.Items.Zip(oldItems.Items)
                .All(pair => pair.First.All(item => HasTermsOf(item, pair.Second))),
            (DicomElement element, DicomElement oldElement) => element.Tag != DicomTag.SpecificCharacterSet
                || element.Value.Span.SequenceEqual(oldElement.Value.Span),
            _ => false,
        };
    }

    /// <summary>
    /// Whether it is sure what character set was meant: the text is in it, and is not UTF-8 under the name of another.
    /// </summary>
    public static bool CanMend(DicomDataset dataset, CharacterSetFinding characterSet) =>
        characterSet.Taken is not null && IsText(CharacterSetMending.Mend(dataset, characterSet));

    private static bool IsText(DicomDataset level) => level.All(item => item switch
    {
        DicomSequence sequence => sequence.Items.All(IsText),
        DicomElement element when element.VR.UsesCharacterSet => IsText(element, level.CharacterSet),
        _ => true,
    });

    private static bool IsText(DicomElement element, SpecificCharacterSet characterSet)
    {
        ReadOnlySpan<byte> bytes = element.Value.Span;
        return SpecificCharacterSet.IsPlain(bytes)
            || (!characterSet.Decode(bytes, element.VR).Contains('\ufffd')
                && (characterSet == SpecificCharacterSet.Utf8 || !Utf8.IsValid(bytes)));
    }
}
