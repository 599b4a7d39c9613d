using System.Buffers;
using System.Globalization;
using System.Text;
using AnyAscii;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Worklist.Profiles;

/// <summary>Writes text in the letters that a character set has.</summary>
internal static class Transliteration
{
    private const string Unknown = "?";
    private const char SharpS = 'ß'; // has no capital of its own

    // What separates values, component groups and components (PS3.5 6.2) is no letter.
    private static readonly SearchValues<char> Delimiters = SearchValues.Create("\\^=");

    /// <summary>Writes each character that the character set lacks in those that it has.</summary>
    /// <param name="text">The text, with its delimiters.</param>
    /// <param name="vr">Its VR; what is too long for it then is cut.</param>
    /// <param name="target">The character set.</param>
    public static string Of(string text, DicomVR vr, SpecificCharacterSet target)
    {
        if (target.TryEncode(text, vr, out _, out _))
        {
            return text;
        }

        var written = new StringBuilder(text.Length + 8);
        bool isCapital = !text.Any(character => char.IsLower(character) && character != SharpS);
        foreach (Rune rune in text.EnumerateRunes())
        {
            var character = rune.ToString();
            string letters =
                rune.IsAscii || target.TryEncode(character, vr, out _, out _) ? character : Of(rune, vr, target);
            written.Append(isCapital ? letters.ToUpperInvariant() : letters);
        }

        return vr.MaxLength > 0 ? AnswerText.Cut(written.ToString(), vr, vr.MaxLength) : written.ToString();
    }

    // As is usual where these letters are at home, which is not always the letter without its mark.
    private static string? UsualOf(Rune rune) => rune.Value switch
    {
        'ä' => "ae",
        'ö' or 'ø' => "oe",
        'ü' => "ue",
        'Ä' => "Ae",
        'Ö' or 'Ø' => "Oe",
        'Ü' => "Ue",
        'å' => "aa",
        'Å' => "Aa",
        _ => null,
    };

    private static string Of(Rune rune, DicomVR vr, SpecificCharacterSet target)
    {
        string letters = UsualOf(rune) ?? rune.ToString().Transliterate();
        if (letters.Length == 0 && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
        {
            return ""; // an accent behind its letter
        }

        return letters.Length == 0 || letters.AsSpan().ContainsAny(Delimiters) || !target.TryEncode(letters, vr, out _, out _)
            ? Unknown
            : letters;
    }
}
