using System.Buffers;
using System.Globalization;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Interpretation;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Checking;

/// <summary>Whether values are what their VR allows (PS3.5 6.2). The daemon serves files where they are not.</summary>
public static class ValueCheck
{
    private const char Replacement = '\ufffd';
    private const char LastControl = '\u001f';

    private static readonly SearchValues<char> CodeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _");

    /// <summary>Finds all problems of a data set, those of its items too.</summary>
    /// <param name="dataset">The data set, as it is written.</param>
    /// <param name="characterSet">
    /// What is wrong with its character set, which is told elsewhere; null: nothing, or it is to be told here.
    /// </param>
    public static IReadOnlyList<ValueProblem> FindProblems(
        DicomDataset dataset, CharacterSetFinding? characterSet = null)
    {
        var problems = new List<ValueProblem>();
        // Not each text is to be told of that is in the character set that was meant.
        Add(characterSet is null ? dataset : CharacterSetMending.Mend(dataset, characterSet), [], problems);
        return problems;
    }

    /// <summary>Finds the first problem of a text that is to be the value of an attribute; null: it may be.</summary>
    /// <param name="path">The attribute.</param>
    /// <param name="vr">Its VR, one of text.</param>
    /// <param name="text">The text; a backslash separates values, where the VR has several.</param>
    public static ValueProblem? FindProblem(AttributePath path, DicomVR vr, string text)
    {
        string[] values = vr.IsMultiValue ? text.Split('\\') : [text];
        return values.Length > path.MostValues
            ? new ValueProblem(path, ValueProblemKind.TooMany, vr) { Length = values.Length }
            : values.Select(value => FindValueProblem(path, value.Trim(' '), vr)).FirstOrDefault(problem => problem is not null);
    }

    private static void Add(DicomDataset level, ReadOnlySpan<DicomTag> sequences, List<ValueProblem> problems)
    {
        foreach (DicomItem item in level)
        {
            DicomTag[] tags = [.. sequences, item.Tag];
            if (FindProblem(new AttributePath(tags), level, item) is { } problem)
            {
                problems.Add(problem);
            }

            foreach (DicomDataset inner in (item as DicomSequence)?.Items ?? [])
            {
                Add(inner, tags, problems);
            }
        }
    }

    private static ValueProblem? FindProblem(AttributePath path, DicomDataset level, DicomItem item)
    {
        if (DicomDictionary.TryFind(item.Tag, out DicomDictionaryEntry entry) && IsOtherVR(item.VR, entry.VR))
        {
            return new ValueProblem(path, ValueProblemKind.OtherVR, item.VR);
        }

        if (item is not DicomElement { IsEmpty: false } element || !item.VR.IsString)
        {
            return null;
        }

        if (item.Tag == DicomTag.SpecificCharacterSet)
        {
            return level.TryGetString(item.Tag, out string? terms) && !SpecificCharacterSet.TryParse(terms, out _)
                ? new ValueProblem(path, ValueProblemKind.UnknownCharacterSet, item.VR)
                : null;
        }

        return FindTextProblem(path, level, element);
    }

    // Some attributes have one of two VRs of numbers or of bytes, of which the dictionary names the first.
    private static bool IsOtherVR(DicomVR vr, DicomVR expected) =>
        vr != expected && (vr.Kind != expected.Kind || vr.IsString) && vr != DicomVR.UN;

    private static ValueProblem? FindTextProblem(AttributePath path, DicomDataset level, DicomElement element)
    {
        level.TryGetString(element.Tag, out string? text);
        bool isPlain = SpecificCharacterSet.IsPlain(element.Value.Span);
        if (text!.Contains(Replacement) || (!isPlain && !IsExtended(level, element.VR)))
        {
            return new ValueProblem(path, ValueProblemKind.OutsideCharacterSet, element.VR);
        }

        return FindProblem(path, element.VR, text);
    }

    private static bool IsExtended(DicomDataset level, DicomVR vr) =>
        vr.UsesCharacterSet && level.CharacterSet.Value.Length > 0;

    private static ValueProblem? FindValueProblem(AttributePath path, string value, DicomVR vr)
    {
        // Of a date with dashes, its form says more than its length.
        bool isOfForm = value.Length == 0 || IsWellFormed(value, vr);
        if (!isOfForm && vr.Form is (DicomTextForm.Date or DicomTextForm.Time))
        {
            return new ValueProblem(path, ValueProblemKind.Malformed, vr);
        }

        int longest = vr == DicomVR.PN ? value.Split('=').Max(CountCharacters) : CountCharacters(value);
        if (vr.MaxLength > 0 && longest > vr.MaxLength)
        {
            return new ValueProblem(path, ValueProblemKind.TooLong, vr) { Length = longest };
        }

        return value.Length == 0 ? null
            : vr.Kind != DicomVRKind.EncodedText && value.AsSpan().TrimEnd('\0').ContainsAnyInRange('\0', LastControl)
                ? new ValueProblem(path, ValueProblemKind.ControlCharacters, vr)
            : !isOfForm ? new ValueProblem(path, ValueProblemKind.Malformed, vr)
            : EnumeratedValues.Of(path.Tags[^1]) is { Count: > 0 } allowed && !allowed.Contains(value)
                ? new ValueProblem(path, ValueProblemKind.NotEnumerated, vr)
            : null;
    }

    // One that is a pair of surrogates here counts once.
    private static int CountCharacters(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private static bool IsWellFormed(string value, DicomVR vr) => vr.Form switch
    {
        DicomTextForm.Date => DateOnly.TryParseExact(value, "yyyyMMdd", out _),
        // Colons are those of a standard before DICOM; queries take them.
        DicomTextForm.Time => !value.Contains(':') && TemporalParser.TryParse(value, vr, out _),
        DicomTextForm.DateTime => TemporalParser.TryParse(value, vr, out _),
        DicomTextForm.UID => DicomUID.IsValid(value.TrimEnd('\0')),
        DicomTextForm.Code => !value.AsSpan().ContainsAnyExcept(CodeCharacters),
        DicomTextForm.Integer =>
            int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        DicomTextForm.Decimal => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ => true,
    };
}
