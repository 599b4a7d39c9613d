using System.Buffers;
using System.Text;

namespace WorklistScp.Network.Pdus;

/// <summary>The texts of A-ASSOCIATE PDUs: AE titles, UIDs and version names, in ISO 646 (PS3.8 9.3.2).</summary>
internal static class PduText
{
    /// <summary>The length of the AE title fields in bytes (PS3.8 table 9-11).</summary>
    public const int AETitleLength = 16;

    /// <summary>The length of both, and of what is reserved behind them.</summary>
    public const int FieldsLength = AETitleLength + AETitleLength + ReservedLength;

    /// <summary>The length of what is reserved behind the AE titles.</summary>
    public const int ReservedLength = 32;

    private const int MaxUIDLength = 64;
    private const int MaxVersionNameLength = 16;
    private const byte FirstPrintable = 0x20;
    private const byte LastPrintable = 0x7E;

    private static readonly SearchValues<byte> UIDCharacters = SearchValues.Create("0123456789."u8);

    /// <summary>
    /// Reads an AE title: up to the first NUL, which ends it where a peer sends a string of C, and without leading and
    /// trailing spaces.
    /// </summary>
    /// <param name="field">The field.</param>
    /// <param name="behind">What stands behind the title, but for padding.</param>
    public static ReadOnlySpan<byte> ReadAETitle(ReadOnlySpan<byte> field, out ReadOnlySpan<byte> behind)
    {
        int end = field.IndexOf((byte)0);
        behind = end < 0 ? default : TrimPadding(field[end..]);
        return AETitle.Trim(end < 0 ? field : field[..end]);
    }

    /// <summary>
    /// Reads a UID; false unless it has 1 to 64 digits and dots.
    /// Zeros that lead a component, which PS3.5 9.1 forbids, occur in the field and do no harm here.
    /// </summary>
    public static bool TryReadUID(ReadOnlySpan<byte> field, out DicomUID uid)
    {
        ReadOnlySpan<byte> bytes = TrimPadding(field);
        if (bytes.Length is 0 or > MaxUIDLength || bytes.ContainsAnyExcept(UIDCharacters))
        {
            uid = default;
            return false;
        }

        uid = new DicomUID(Encoding.ASCII.GetString(bytes));
        return true;
    }

    /// <summary>
    /// Reads a text that only informs, at most 16 characters of it: no reason to refuse anything.
    /// A byte that is no printable ISO 646 character becomes a question mark, for it may end in a log.
    /// </summary>
    public static string ReadInformation(ReadOnlySpan<byte> field)
    {
        ReadOnlySpan<byte> bytes = TrimPadding(field).TrimStart((byte)' ');
        bytes = TrimPadding(bytes[..Math.Min(bytes.Length, MaxVersionNameLength)]);
        return string.Create(bytes.Length, bytes, static (text, bytes) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = bytes[i] is >= FirstPrintable and <= LastPrintable ? (char)bytes[i] : '?';
            }
        });
    }

    private static ReadOnlySpan<byte> TrimPadding(ReadOnlySpan<byte> field) => field.TrimEnd("\0 "u8);
}
