using System.Text;
using System.Text.Unicode;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Worklist.Interpretation;

/// <summary>
/// Goes through a data set and its items for Specific Character Sets that are no defined terms, and for text that is in
/// none that is named. Devices and information systems that know one character set only often do not name it.
/// </summary>
internal sealed class CharacterSetSurvey
{
    private const int LongestTerm = 32;

    private string? _unknown;
    private (string Given, SpecificCharacterSet Meant)? _misspelt;
    private bool _hasUndeclaredText;
    private bool _isUtf8 = true;

    private CharacterSetSurvey()
    {
    }

    /// <summary>Looks at all of a data set.</summary>
    /// <param name="dataset">The data set, not an item of another.</param>
    /// <param name="assumed">As for <see cref="InterpretedDataset.Of"/>.</param>
    public static CharacterSetFinding? Find(DicomDataset dataset, SpecificCharacterSet? assumed)
    {
        var survey = new CharacterSetSurvey();
        survey.Visit(dataset, isDeclared: false);
        return survey.Judge(assumed);
    }

    /// <summary>
    /// Reads the Specific Character Set that a data set or item names for itself; null if it names none, or an unknown
    /// one.
    /// </summary>
    public static SpecificCharacterSet? ReadOwn(DicomDataset level, out string given)
    {
        given = level.TryGetElement(DicomTag.SpecificCharacterSet, out DicomElement? element)
            ? Encoding.Latin1.GetString(element.Value.Span).Trim(' ', '\0')
            : "";
        return given.Length > 0 && SpecificCharacterSet.TryParse(given, out SpecificCharacterSet? own) ? own : null;
    }

    private void Visit(DicomDataset level, bool isDeclared)
    {
        SpecificCharacterSet? own = ReadOwn(level, out string given);
        if (own is not null)
        {
            isDeclared = !own.IsDefaultRepertoire;
            _misspelt ??= IsSpelling(own.Value, given) ? null : (PrintableText.Start(given, LongestTerm), own);
        }
        else if (given.Length > 0)
        {
            isDeclared = false;
            _unknown ??= PrintableText.Start(given, LongestTerm);
        }

        foreach (DicomItem item in level)
        {
            if (item is DicomSequence sequence)
            {
                foreach (DicomDataset nested in sequence.Items)
                {
                    Visit(nested, isDeclared);
                }
            }
            else if (!isDeclared && item.VR.UsesCharacterSet)
            {
                VisitText(((DicomElement)item).Value.Span);
            }
        }
    }

    private void VisitText(ReadOnlySpan<byte> bytes)
    {
        if (!Ascii.IsValid(bytes))
        {
            _hasUndeclaredText = true;
            _isUtf8 &= Utf8.IsValid(bytes);
        }
    }

    private CharacterSetFinding? Judge(SpecificCharacterSet? assumed)
    {
        if (_hasUndeclaredText)
        {
            SpecificCharacterSet? taken = _isUtf8 ? SpecificCharacterSet.Utf8 : assumed;
            return _unknown is null
                ? new CharacterSetFinding(CharacterSetProblem.Missing, "", taken)
                : new CharacterSetFinding(CharacterSetProblem.Unknown, _unknown, taken);
        }

        return _unknown is not null ? new CharacterSetFinding(CharacterSetProblem.Unknown, _unknown, null)
            : _misspelt is { } misspelt
                ? new CharacterSetFinding(CharacterSetProblem.Misspelt, misspelt.Given, misspelt.Meant)
                : null;
    }

    // Spaces around a value are padding (PS3.5 6.2).
    private static bool IsSpelling(string defined, string given) =>
        defined == given || defined == string.Join('\\', given.Split('\\').Select(value => value.Trim(' ')));

}
