using System.Globalization;

namespace WorklistScp.Hl7.Mapping;

/// <summary>A time stamp: <c>YYYYMMDD[HHMM[SS[.S[S[S[S]]]]]][+/-ZZZZ]</c> (HL7 v2.5 2.A.22 and 2.A.77).</summary>
/// <param name="Date">The date as DA.</param>
/// <param name="Time">The time as TM; empty: there is none.</param>
/// <param name="Offset">The offset from UTC; null: it is not said.</param>
internal readonly record struct Hl7Moment(string Date, string Time, TimeSpan? Offset)
{
    private const string Digits = "yyyyMMddHHmmss";

    /// <summary>
    /// Reads one; of one whose time is none, the date. Null where that is not whole: eight digits of a day that there is.
    /// </summary>
    public static Hl7Moment? Find(string text) =>
        TryParse(text, out Hl7Moment moment) || (text.Length > 8 && TryParse(text[..8], out moment)) ? moment : null;

    private static bool TryParse(string text, out Hl7Moment moment)
    {
        moment = default;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        TimeSpan? offset = null;
        if (rest.IndexOfAny('+', '-') is >= 0 and var sign)
        {
            if (!TryParseOffset(rest[sign..], out TimeSpan named))
            {
                return false;
            }

            offset = named;
            rest = rest[..sign];
        }

        int point = rest.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? rest : rest[..point];
        if (whole.Length is not (8 or 10 or 12 or 14) || !TryParseWhole(whole, out _)
            || (point >= 0 && (whole.Length != 14 || point == rest.Length - 1
                || rest[(point + 1)..].ContainsAnyExceptInRange('0', '9'))))
        {
            return false;
        }

        // TM has six digits of a fraction at most.
        ReadOnlySpan<char> time = rest[8..];
        moment = new Hl7Moment(whole[..8].ToString(), time[..Math.Min(time.Length, 13)].ToString(), offset);
        return true;
    }

    /// <summary>The same moment at another offset; itself where it has no time or no offset.</summary>
    public Hl7Moment At(TimeSpan other)
    {
        if (Offset is not { } offset || Time.Length == 0 || offset == other)
        {
            return this;
        }

        int point = Time.IndexOf('.', StringComparison.Ordinal);
        string whole = point < 0 ? Time : Time[..point];
        string fraction = point < 0 ? "" : Time[point..];
        if (!TryParseWhole(Date + whole, out DateTime here)
            || here.Ticks + (other - offset).Ticks is var ticks && (ticks < 0 || ticks > DateTime.MaxValue.Ticks))
        {
            return this;
        }

        // An hour alone does not hold half of one.
        int length = Math.Max(whole.Length, (other - offset).Minutes == 0 ? 2 : 4);
        string there = new DateTime(ticks).ToString(Digits, CultureInfo.InvariantCulture);
        return new Hl7Moment(there[..8], string.Concat(there.AsSpan(8, length), fraction), other);
    }

    /// <summary>The moment in UTC; null: the offset is not known.</summary>
    public DateTime? Utc =>
        Offset is not null && At(TimeSpan.Zero) is var utc
        && TryParseWhole((utc.Date + utc.Time).Split('.')[0], out DateTime moment)
            ? DateTime.SpecifyKind(moment, DateTimeKind.Utc)
            : null;

    /// <summary>An offset as Timezone Offset From UTC (0008,0201) has it.</summary>
    public static string TextOf(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hhmm", CultureInfo.InvariantCulture);

    private static bool TryParseWhole(ReadOnlySpan<char> digits, out DateTime moment) => DateTime.TryParseExact(
        digits, Digits.AsSpan(0, Math.Min(digits.Length, Digits.Length)), CultureInfo.InvariantCulture,
        DateTimeStyles.None, out moment);

    private static bool TryParseOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        bool isOffset = TimeSpan.TryParseExact(text[1..], "hhmm", CultureInfo.InvariantCulture, out offset);
        offset = text[0] == '-' ? -offset : offset;
        return isOffset && offset >= TimeSpan.FromHours(-12) && offset <= TimeSpan.FromHours(14);
    }
}
