using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Worklist.Responses;

namespace WorklistScp.Worklist.Profiles;

/// <summary>The character set that a device is answered in.</summary>
/// <param name="Target">The character set; the default repertoire: ASCII, without Specific Character Set (0008,0005).</param>
/// <param name="Transliterates">
/// Whether characters that it lacks are written in letters that it has, <c>ü</c> as <c>ue</c>; else an answer with one of
/// them is in Unicode.
/// </param>
public sealed record AnswerCharacterSet(SpecificCharacterSet Target, bool Transliterates)
{
    /// <summary>Brings an answer into it.</summary>
    /// <param name="answer">The answer, whose text is Unicode.</param>
    /// <returns>Whether it is; if not, it is as it was.</returns>
    public bool TryApply(DicomDataset answer)
    {
        var changes = new List<(DicomDataset Level, DicomElement Text)>();
        if (!TryEncode(answer, changes))
        {
            return false;
        }

        foreach ((DicomDataset level, DicomElement text) in changes)
        {
            level.AddOrUpdate(text);
        }

        answer.Remove(DicomTag.SpecificCharacterSet);
        if (changes.Exists(change => !SpecificCharacterSet.IsPlain(change.Text.Value.Span)))
        {
            answer.AddOrUpdate(ResponseCharacterSet.Element(Target.Value));
        }

        return true;
    }

    /// <summary>Writes a text of some VR in letters that there are.</summary>
    public string Write(string text, DicomVR vr) => Transliterates ? Transliteration.Of(text, vr, Target) : text;

    private bool TryEncode(DicomDataset level, List<(DicomDataset Level, DicomElement Text)> changes)
    {
        foreach (DicomItem item in level)
        {
            bool isEncoded = item switch
            {
                DicomSequence sequence => sequence.Items.All(inner => TryEncode(inner, changes)),
                DicomElement { VR.UsesCharacterSet: true } text when !SpecificCharacterSet.IsPlain(text.Value.Span) =>
                    TryEncode(level, text, changes),
                _ => true,
            };
            if (!isEncoded)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryEncode(DicomDataset level, DicomElement element, List<(DicomDataset Level, DicomElement Text)> changes)
    {
        string text = Write(SpecificCharacterSet.Utf8.Decode(element.Value.Span, element.VR).TrimEnd(' ', '\0'), element.VR);
        bool isEncoded = DicomValueText.TryEncode(text, element.VR, Target, out byte[] bytes, out _);
        if (isEncoded)
        {
            changes.Add((level, new DicomElement(element.Tag, element.VR, bytes)));
        }

        return isEncoded;
    }
}
