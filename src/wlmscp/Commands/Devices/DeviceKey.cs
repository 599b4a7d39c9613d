using System.Globalization;
using WorklistScp.Dicom.DataDictionary;

namespace Wlmscp.Commands.Devices;

/// <summary>Attributes as the audit log has them: <c>00400100.00080060</c>.</summary>
internal static class DeviceKey
{
    /// <summary>Study Instance UID.</summary>
    public const string Study = "0020000D";

    /// <summary>Scheduled Station AE Title.</summary>
    public const string Station = "00400100.00400001";

    /// <summary>Scheduled Procedure Step Start Date.</summary>
    public const string Date = "00400100.00400002";

    /// <summary>Modality.</summary>
    public const string Modality = "00400100.00080060";

    /// <summary>The keywords with dots between them; what has none stays as it is.</summary>
    public static string NameOf(string path) => PrintableText.Of(string.Join('.', path.Split('.').Select(KeywordOf)));

    private static string KeywordOf(string tag) =>
        uint.TryParse(tag, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)
        && DicomDictionary.TryFind(new DicomTag(value), out DicomDictionaryEntry entry) && entry.Keyword.Length > 0
            ? entry.Keyword
            : tag;
}
