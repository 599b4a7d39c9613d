namespace WorklistScp.Hl7.Messages;

/// <summary>The characters that part a message, as its MSH-1 and MSH-2 name them.</summary>
/// <param name="Field">Between fields: MSH-1.</param>
/// <param name="Component">Between components.</param>
/// <param name="Repetition">Between repetitions of a field; <see cref="None"/> where MSH-2 ends before it.</param>
/// <param name="Escape">Around escape sequences, or none.</param>
/// <param name="Subcomponent">Between subcomponents, or none.</param>
/// <param name="Truncation">After a value that was cut (2.7), or none.</param>
public sealed record Hl7Separators(
    char Field, char Component, char Repetition, char Escape, char Subcomponent, char Truncation = Hl7Separators.None)
{
    /// <summary>Stands for a separator that a message does not have: no character of a text.</summary>
    public const char None = '\uffff';

    /// <summary>How many characters MSH-1 and MSH-2 have, and the separator behind them.</summary>
    internal const int MaxLength = MaxEncodingCharacters + 2;

    private const int MaxEncodingCharacters = 5;

    /// <summary>Those of nearly all messages: <c>|^~\&amp;</c>.</summary>
    public static Hl7Separators Usual { get; } = new('|', '^', '~', '\\', '&');

    /// <summary>The encoding characters, as MSH-2 has them.</summary>
    public string EncodingCharacters =>
        string.Concat(((char[])[Component, Repetition, Escape, Subcomponent, Truncation]).Where(c => c != None));

    /// <summary>Reads them from the first characters of a message, after the name of its first segment.</summary>
    /// <param name="afterName">MSH-1, MSH-2 and what follows.</param>
    /// <param name="separators">The separators; the usual ones where these are none.</param>
    /// <param name="wrongField">The number of the field that is none.</param>
    internal static bool TryRead(ReadOnlySpan<char> afterName, out Hl7Separators separators, out int wrongField)
    {
        separators = Usual;
        wrongField = 1;
        if (afterName.IsEmpty || !IsSeparator(afterName[0]))
        {
            return false;
        }

        wrongField = 2;
        ReadOnlySpan<char> encoding = afterName[1..];
        int length = encoding.IndexOfAny(afterName[0], '\r', '\n');
        length = length < 0 ? encoding.Length : length;
        if (length is 0 or > MaxEncodingCharacters)
        {
            return false;
        }

        encoding = encoding[..length];
        for (var i = 0; i < length; i++)
        {
            if (!IsSeparator(encoding[i]) || encoding[..i].Contains(encoding[i]))
            {
                return false;
            }
        }

        separators = afterName[0] == Usual.Field && encoding.SequenceEqual(@"^~\&")
            ? Usual
            : new(afterName[0], encoding[0], At(encoding, 1), At(encoding, 2), At(encoding, 3), At(encoding, 4));
        return true;
    }

    private static char At(ReadOnlySpan<char> encoding, int index) => index < encoding.Length ? encoding[index] : None;

    private static bool IsSeparator(char c) => c is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(c) && c != '"';
}
