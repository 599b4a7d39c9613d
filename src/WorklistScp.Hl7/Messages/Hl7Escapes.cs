using System.Buffers;
using System.Text;

namespace WorklistScp.Hl7.Messages;

/// <summary>Escape sequences within texts: <c>\F\ \S\ \T\ \R\ \E\ \P\ \.br\ \X0D\ \H\ \N\</c>.</summary>
internal static class Hl7Escapes
{
    private const int StackLimit = 256;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");
    private static readonly SearchValues<char> Numbers = SearchValues.Create("0123456789+- ");

    /// <summary>
    /// Decodes a text. Sequences that are not known stay as they are, so that a reader sees them; highlighting goes;
    /// what breaks lines becomes U+000A.
    /// </summary>
    public static string Decode(ReadOnlySpan<char> raw, Hl7Separators separators, Hl7CharacterSet characterSet)
    {
        if (raw.IndexOfAny(separators.Escape, Hl7CharacterSet.Undecodable, '\r') < 0
            && (separators == Hl7Separators.Usual || raw.IndexOfAny(separators.Component, separators.Subcomponent) < 0))
        {
            return raw.ToString();
        }

        Span<char> text = raw.Length <= StackLimit ? stackalloc char[StackLimit] : new char[raw.Length];
        var decoder = new Decoder(raw, text, separators, characterSet);
        return new string(text[..decoder.Run()]);
    }

    /// <summary>Writes a text with escape sequences for what parts a message; line breaks as <c>\.br\</c>.</summary>
    public static void Encode(string text, Hl7Separators separators, StringBuilder output)
    {
        foreach (char c in WithLineFeeds(text))
        {
            char letter = c == Hl7Separators.None ? '\0'
                : c == separators.Field ? 'F'
                : c == separators.Component ? 'S'
                : c == separators.Subcomponent ? 'T'
                : c == separators.Repetition ? 'R'
                : c == separators.Escape ? 'E'
                : c == separators.Truncation ? 'P'
                : '\0';
            if (letter != '\0' || c == '\n')
            {
                AppendSequence(letter == '\0' ? ".br" : letter.ToString(), separators, output);
            }
            else if (!char.IsControl(c))
            {
                output.Append(c == Hl7Separators.None ? '?' : c);
            }
        }
    }

    private static string WithLineFeeds(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    // Without an escape character a blank has to do.
    private static void AppendSequence(string sequence, Hl7Separators separators, StringBuilder output)
    {
        if (separators.Escape == Hl7Separators.None)
        {
            output.Append(' ');
        }
        else
        {
            output.Append(separators.Escape).Append(sequence).Append(separators.Escape);
        }
    }

    // No sequence makes more characters than it has.
    private ref struct Decoder(
        ReadOnlySpan<char> raw, Span<char> text, Hl7Separators separators, Hl7CharacterSet characterSet)
    {
        private readonly Span<char> _text = text;
        private ReadOnlySpan<char> _rest = raw;
        private int _length;

        public int Run()
        {
            while (!_rest.IsEmpty)
            {
                if (!TryTakeBytes() && !TryTakeSequence())
                {
                    TakeCharacter();
                }
            }

            return _length;
        }

        private void TakeCharacter()
        {
            char c = _rest[0];
            _rest = _rest[1..];
            if (c == '\r')
            {
                Add('\n');
                _rest = _rest.StartsWith("\n") ? _rest[1..] : _rest;
                return;
            }

            Add(c == separators.Component ? '^'
                : c == separators.Subcomponent ? '&'
                : c == Hl7CharacterSet.Undecodable ? '?'
                : c);
        }

        private bool TryTakeSequence()
        {
            ReadOnlySpan<char> sequence = SequenceAt(_rest);
            if (sequence.IsEmpty || Meaning(sequence) is not { } meaning)
            {
                return false;
            }

            if (meaning != '\0')
            {
                Add(meaning);
            }

            _rest = _rest[(sequence.Length + 2)..];
            return true;
        }

        // Null: not known. U+0000: nothing.
        private readonly char? Meaning(ReadOnlySpan<char> sequence) => sequence switch
        {
            "F" => separators.Field,
            "S" => separators.Component,
            "T" => Or(separators.Subcomponent, '&'),
            "R" => separators.Repetition,
            "E" => separators.Escape,
            "P" => Or(separators.Truncation, '#'),
            "H" or "N" => '\0',
            ['.', ..] => Formatting(sequence[1..]),
            _ => null,
        };

        private static char Or(char separator, char usual) => separator == Hl7Separators.None ? usual : separator;

        // 2.5 chapter 2.7.6, formatted text: .br .sp<n> .ce break lines, .sk<n> skips; others say how to lay it out.
        private static char? Formatting(ReadOnlySpan<char> command)
        {
            Span<char> lower = stackalloc char[2];
            if (command.Length < lower.Length || command[..2].ToLowerInvariant(lower) != lower.Length
                || command[2..].ContainsAnyExcept(Numbers))
            {
                return null;
            }

            return lower switch
            {
                "br" or "sp" or "ce" => '\n',
                "sk" => ' ',
                "fi" or "nf" or "in" or "ti" => '\0',
                _ => null,
            };
        }

        // A character of several bytes may be written in several sequences.
        private bool TryTakeBytes()
        {
            var count = 0;
            ReadOnlySpan<char> rest = _rest;
            for (ReadOnlySpan<char> hex = HexAt(rest); !hex.IsEmpty; hex = HexAt(rest))
            {
                count += hex.Length / 2;
                rest = rest[(hex.Length + 3)..];
            }

            if (count == 0)
            {
                return false;
            }

            Span<byte> bytes = count <= StackLimit ? stackalloc byte[StackLimit] : new byte[count];
            var filled = 0;
            for (ReadOnlySpan<char> hex = HexAt(_rest); !hex.IsEmpty; hex = HexAt(_rest))
            {
                Convert.FromHexString(hex, bytes[filled..], out _, out int written);
                filled += written;
                _rest = _rest[(hex.Length + 3)..];
            }

            Add(characterSet.Decode(bytes[..count]));
            return true;
        }

        private void Add(string decoded)
        {
            foreach (char c in WithLineFeeds(decoded))
            {
                Add(c is Hl7CharacterSet.Undecodable or Hl7Separators.None ? '?' : c);
            }
        }

        private void Add(char c) => _text[_length++] = c;

        // The digits of \X..\; empty where there is none.
        private readonly ReadOnlySpan<char> HexAt(ReadOnlySpan<char> rest)
        {
            ReadOnlySpan<char> sequence = SequenceAt(rest);
            return sequence.Length % 2 == 1 && sequence.Length > 1 && sequence[0] is 'X' or 'x'
                && !sequence[1..].ContainsAnyExcept(HexDigits)
                ? sequence[1..]
                : default;
        }

        // What is between two escape characters at the start; empty where there is nothing.
        private readonly ReadOnlySpan<char> SequenceAt(ReadOnlySpan<char> rest)
        {
            if (rest.IsEmpty || rest[0] != separators.Escape)
            {
                return default;
            }

            int length = rest[1..].IndexOf(separators.Escape);
            return length < 0 ? default : rest.Slice(1, length);
        }
    }
}
