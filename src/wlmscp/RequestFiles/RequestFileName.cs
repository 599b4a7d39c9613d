using System.Globalization;
using System.Text;
using WorklistScp.Network.Services;

namespace Wlmscp.RequestFiles;

/// <summary>
/// The name of a request file. Whatever a peer puts into AE title and Patient ID: it is the name of a file in the
/// directory, of letters, digits, space and <c>- . : @ _</c>; all else is an underscore.
/// </summary>
internal static class RequestFileName
{
    // A file name has at most 255 bytes.
    private const int MaxLength = 255;

    /// <summary>Whether two requests with the same values get the same name.</summary>
    public static bool HasTime(string format) => format.Contains("#t", StringComparison.Ordinal);

    /// <summary>Makes the name for a request.</summary>
    /// <param name="format">
    /// The pattern: <c>#a</c> calling AE title, <c>#c</c> called AE title, <c>#i</c> process id, <c>#p</c> Patient ID,
    /// <c>#t</c> time as YYYYMMDDhhmmssffffff.
    /// </param>
    /// <param name="request">The request.</param>
    /// <param name="time">The time.</param>
    public static string Of(string format, DicomCFindRequest request, DateTimeOffset time)
    {
        string id = request.Identifier.TryGetString(DicomTag.PatientID, out string? text) ? text.Trim(' ') : "";
        string name = Fill(format, request, id, time);
        // A Patient ID that is too long must not cut off what comes behind it.
        int excess = Math.Min(name.Length - MaxLength, id.Length);
        return Safe(excess > 0 ? Fill(format, request, id[..^excess], time) : name);
    }

    /// <summary>What stands for a character in the name of a file.</summary>
    public static char SafeOf(char c) => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '.' or ':' or '@' or '_' ? c : '_';

    private static string Fill(string format, DicomCFindRequest request, string id, DateTimeOffset time)
    {
        var name = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            char letter = format[i] == '#' && i + 1 < format.Length ? format[i + 1] : ' ';
            if (ValueOf(letter, request, id, time) is { } value)
            {
                name.Append(value);
                i++;
            }
            else
            {
                name.Append(format[i]);
            }
        }

        return name.ToString();
    }

    private static string? ValueOf(
        char letter, DicomCFindRequest request, string id, DateTimeOffset time) => letter switch
    {
        'a' => request.Association.CallingAETitle,
        'c' => request.Association.RequestedAETitle,
        'i' => Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        'p' => id,
        't' => time.ToString("yyyyMMddHHmmssffffff", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Safe(string name)
    {
        string safe = string.Concat(name.Take(MaxLength).Select(SafeOf));
        return safe is "" or "." or ".." ? safe.Replace('.', '_') + "_" : safe;
    }
}
