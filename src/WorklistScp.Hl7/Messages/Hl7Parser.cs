using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WorklistScp.Hl7.Messages;

/// <summary>Reads messages. Pure, and never fails but by saying what is wrong.</summary>
internal static class Hl7Parser
{
    private const int MaxHeader = 4096;
    private const int CharacterSetField = 18;
    private const byte Esc = 0x1b;

    private static ReadOnlySpan<byte> Name => "MSH"u8;

    private static ReadOnlySpan<byte> ByteOrderMark => "\ufeff"u8;

    /// <summary>As <see cref="Hl7Message"/> has it.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes, Hl7Limits limits, Hl7CharacterSetChoice choice,
        [NotNullWhen(true)] out Hl7Message? message, [NotNullWhen(false)] out Hl7Fault? fault)
    {
        if (bytes.Length > limits.MaxLength)
        {
            fault = new Hl7Fault(
                null, Hl7ErrorCode.ApplicationInternalError, "The message is too long",
                $"{bytes.Length} bytes, expected at most {limits.MaxLength}");
        }
        else if (TryRead(Trim(bytes), limits, choice, out message, out fault))
        {
            return true;
        }

        TryRead(HeaderOf(bytes), Hl7Limits.Default, choice, out message, out _);
        return false;
    }

    private static bool TryRead(
        ReadOnlySpan<byte> bytes, Hl7Limits limits, Hl7CharacterSetChoice choice,
        [NotNullWhen(true)] out Hl7Message? message, [NotNullWhen(false)] out Hl7Fault? fault)
    {
        message = null;
        string text = Decode(bytes, choice, out Hl7CharacterSet characterSet)
            .Replace(Hl7Separators.None, Hl7CharacterSet.Undecodable);
        if (!text.StartsWith("MSH", StringComparison.Ordinal))
        {
            fault = new Hl7Fault(
                new Hl7Path("MSH"), Hl7ErrorCode.SegmentSequenceError, "The message does not begin with MSH");
            return false;
        }

        if (!Hl7Separators.TryRead(text.AsSpan(Name.Length), out Hl7Separators separators, out int wrongField))
        {
            fault = new Hl7Fault(
                new Hl7Path("MSH", Field: wrongField), Hl7ErrorCode.DataTypeError, "The separators cannot be read",
                @"expected | and ^~\&, or other punctuation that differs");
            return false;
        }

        if (text.Contains($"\vMSH{separators.Field}", StringComparison.Ordinal))
        {
            fault = Hl7Layout.SecondMessage;
            return false;
        }

        if (!Hl7Layout.TryRead(text, separators, limits, out Hl7Layout layout, out fault))
        {
            return false;
        }

        message = new Hl7Message(text, separators, characterSet, layout);
        return true;
    }

    private static string Decode(
        ReadOnlySpan<byte> bytes, Hl7CharacterSetChoice choice, out Hl7CharacterSet characterSet)
    {
        if (Hl7CharacterSet.FindWide(bytes) is { } wide)
        {
            characterSet = wide;
            return wide.Decode(bytes).TrimStart('\ufeff');
        }

        ReadOnlySpan<byte> afterName = bytes[Math.Min(bytes.Length, Name.Length)..];
        string start = Encoding.Latin1.GetString(afterName[..Math.Min(afterName.Length, Hl7Separators.MaxLength)]);
        Hl7Separators.TryRead(start, out Hl7Separators separators, out _);
        characterSet = Hl7CharacterSet.Choose(CharacterSetOf(bytes, separators), bytes, choice);
        return characterSet.Decode(
            characterSet.HasCodeExtensions && separators.Escape != Hl7Separators.None
                ? CodeExtensions.Expand(bytes, (byte)separators.Escape)
                : bytes);
    }

    // MSH-18 is needed before anything is decoded.
    private static string CharacterSetOf(ReadOnlySpan<byte> bytes, Hl7Separators separators)
    {
        ReadOnlySpan<byte> header = HeaderOf(bytes);
        for (var field = 1; field < CharacterSetField && !header.IsEmpty; field++)
        {
            header = AfterNext((byte)separators.Field, header);
        }

        int end = header.IndexOf((byte)separators.Field);
        return Encoding.ASCII.GetString(end < 0 ? header : header[..end]).Replace(separators.Repetition, '~').Trim();
    }

    // Names of senders may have characters of two bytes (ISO 2022), in which a byte like the separator is none.
    private static ReadOnlySpan<byte> AfterNext(byte separator, ReadOnlySpan<byte> header)
    {
        var isWithinPairs = false;
        for (var i = 0; i < header.Length; i++)
        {
            if (header[i] == Esc)
            {
                isWithinPairs = header[i..].StartsWith("\e$"u8);
            }
            else if (header[i] == separator && !isWithinPairs)
            {
                return header[(i + 1)..];
            }
        }

        return default;
    }

    private static ReadOnlySpan<byte> HeaderOf(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> start = Trim(bytes[..Math.Min(bytes.Length, MaxHeader)]);
        int length = start.IndexOfAny((byte)'\r', (byte)'\n');
        return length < 0 ? start : start[..length];
    }

    // Files have marks and blank lines before a message, and ends of frames behind it.
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes)
    {
        if (Hl7CharacterSet.FindWide(bytes) is not null)
        {
            return bytes;
        }

        ReadOnlySpan<byte> unmarked = bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
        return unmarked.TrimStart(" \t\r\n\v"u8).TrimEnd("\r\n\x1c"u8);
    }
}
