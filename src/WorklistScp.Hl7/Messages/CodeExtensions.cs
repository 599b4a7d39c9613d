namespace WorklistScp.Hl7.Messages;

/// <summary>
/// <c>\Cxxyy\</c> and <c>\Mxxyy\</c>, <c>\Mxxyyzz\</c>: escape sequences of ISO 2022 in digits (2.5 chapter 2.7.2).
/// They switch what the bytes behind them mean, separators included, and are looked for before anything is decoded.
/// </summary>
internal static class CodeExtensions
{
    private const byte Esc = 0x1b;
    private const int Shortest = 4;
    private const int Longest = 6;

    /// <summary>Puts the sequences of ISO 2022 for those in digits.</summary>
    /// <param name="bytes">A message.</param>
    /// <param name="escape">Its escape character.</param>
    public static ReadOnlySpan<byte> Expand(ReadOnlySpan<byte> bytes, byte escape)
    {
        if (bytes.IndexOf([escape, (byte)'M']) < 0 && bytes.IndexOf([escape, (byte)'C']) < 0)
        {
            return bytes;
        }

        var expanded = new byte[bytes.Length];
        var length = 0;
        for (ReadOnlySpan<byte> rest = bytes; !rest.IsEmpty;)
        {
            int digits = DigitsAt(rest, escape);
            if (digits == 0)
            {
                expanded[length++] = rest[0];
                rest = rest[1..];
                continue;
            }

            expanded[length++] = Esc;
            Convert.FromHexString(rest.Slice(2, digits), expanded.AsSpan(length), out _, out int written);
            length += written;
            rest = rest[(digits + 3)..];
        }

        return expanded.AsSpan(0, length);
    }

    // How many digits the sequence at the start has; none where there is none.
    private static int DigitsAt(ReadOnlySpan<byte> rest, byte escape)
    {
        if (rest.Length < Shortest + 3 || rest[0] != escape || rest[1] is not ((byte)'C' or (byte)'M'))
        {
            return 0;
        }

        int digits = rest.Slice(2, Math.Min(rest.Length - 2, Longest + 1)).IndexOf(escape);
        return digits is Shortest or Longest && IsHex(rest.Slice(2, digits)) ? digits : 0;
    }

    private static bool IsHex(ReadOnlySpan<byte> digits)
    {
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }
        }

        return true;
    }
}
