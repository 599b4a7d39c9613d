using System.Buffers;
using System.Globalization;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Worklist.Interpretation;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Checking;

/// <summary>Whether values are what their VR allows (PS3.5 6.2). The daemon serves files where they are not.</summary>
public static class ValueCheck
{
    private const char Replacement = '\ufffd';

    private static readonly SearchValues<char> CodeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _");

    /// <summary>Finds all problems of a data set, those of its items too: place, and what was expected.</summary>
    /// <param name="dataset">The data set, as it is written.</param>
    /// <param name="characterSet">
    /// What is wrong with its character set, which is told elsewhere; null: nothing, or it is to be told here.
    /// </param>
    public static IReadOnlyList<string> FindProblems(DicomDataset dataset, CharacterSetFinding? characterSet = null)
    {
        var problems = new List<string>();
        // Not each text is to be told of that is in the character set that was meant.
        Add(characterSet is null ? dataset : CharacterSetMending.Mend(dataset, characterSet), "", problems);
        return problems;
    }

    private static void Add(DicomDataset level, string path, List<string> problems)
    {
        foreach (DicomItem item in level)
        {
            string place = path + Completeness.Name(item.Tag);
            if (FindProblem(level, item) is { } problem)
            {
                problems.Add($"{place}: {problem}");
            }

            for (var i = 0; i < ((item as DicomSequence)?.Items.Count ?? 0); i++)
            {
                Add(((DicomSequence)item).Items[i], $"{item.Tag}>", problems);
            }
        }
    }

    private static string? FindProblem(DicomDataset level, DicomItem item)
    {
        if (DicomDictionary.TryFind(item.Tag, out DicomDictionaryEntry entry) && IsOtherVR(item.VR, entry.VR))
        {
            return $"VR {item.VR}, expected {entry.VR}";
        }

        if (item is not DicomElement { IsEmpty: false } element || !item.VR.IsString)
        {
            return null;
        }

        if (item.Tag == DicomTag.SpecificCharacterSet)
        {
            return level.TryGetString(item.Tag, out string? terms) && !SpecificCharacterSet.TryParse(terms, out _)
                ? "unknown, expected a term of PS3.3 C.12.1.1.2"
                : null;
        }

        return FindTextProblem(level, element);
    }

    // Some attributes have one of two VRs of numbers or of bytes, of which the dictionary names the first.
    private static bool IsOtherVR(DicomVR vr, DicomVR expected) =>
        vr != expected && (vr.Kind != expected.Kind || vr.IsString) && vr != DicomVR.UN;

    private static string? FindTextProblem(DicomDataset level, DicomElement element)
    {
        ReadOnlySpan<byte> bytes = element.Value.Span;
        level.TryGetString(element.Tag, out string? text);
        bool isPlain = SpecificCharacterSet.IsPlain(bytes);
        if (text!.Contains(Replacement) || (!isPlain && !IsExtended(level, element.VR)))
        {
            return "characters that are not in the character set, expected only its own, or another one in (0008,0005)";
        }

        return (element.VR.IsMultiValue ? text.Split('\\') : [text])
            .Select(value => FindValueProblem(value.Trim(' '), element.VR))
            .FirstOrDefault(problem => problem is not null);
    }

    private static bool IsExtended(DicomDataset level, DicomVR vr) =>
        vr.UsesCharacterSet && level.CharacterSet.Value.Length > 0;

    private static string? FindValueProblem(string value, DicomVR vr)
    {
        int longest = vr == DicomVR.PN ? value.Split('=').Max(group => group.Length) : value.Length;
        if (vr.MaxLength > 0 && longest > vr.MaxLength)
        {
            return $"{longest} characters, expected at most {vr.MaxLength}";
        }

        return value.Length == 0 || IsWellFormed(value, vr) ? null : Expected(vr);
    }

    private static bool IsWellFormed(string value, DicomVR vr) => vr.Code switch
    {
        "DA" => DateOnly.TryParseExact(value, "yyyyMMdd", out _),
        "TM" or "DT" => TemporalParser.TryParse(value, vr, out _),
        "UI" => DicomUID.IsValid(value.TrimEnd('\0')),
        "CS" => !value.AsSpan().ContainsAnyExcept(CodeCharacters),
        "IS" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "DS" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ => true,
    };

    private static string Expected(DicomVR vr) => vr.Code switch
    {
        "DA" => "no date, expected YYYYMMDD",
        "TM" => "no time, expected HHMMSS or the first digits of it",
        "DT" => "no date and time, expected YYYYMMDDHHMMSS or the first digits of it",
        "UI" => "no UID, expected digits and dots",
        "CS" => "no code, expected capital letters, digits, blanks and underscores",
        _ => "no number, expected one",
    };
}
