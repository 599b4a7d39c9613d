using Microsoft.Extensions.Primitives;

namespace WorklistScp.Worklist.Values;

/// <summary>Takes decoded text apart into its values (PS3.5 6.2 and 6.4).</summary>
internal static class TextValues
{
    /// <summary>The values of a text, without padding; empty ones are dropped.</summary>
    public static StringValues Split(string text, DicomVR vr)
    {
        if (!vr.IsMultiValue || !text.Contains('\\'))
        {
            string single = WithoutPadding(text, vr);
            return single.Length > 0 ? single : default(StringValues);
        }

        string[] values = [.. text.Split('\\').Select(value => WithoutPadding(value, vr)).Where(value => value != "")];
        return values.Length > 0 ? values : default(StringValues);
    }

    // Leading spaces count in texts and in UC (PS3.5 table 6.2-1); in names they count for wlmscpfs too.
    private static string WithoutPadding(string value, DicomVR vr)
    {
        string text = value.TrimEnd(' ', '\0');
        bool keepsLeading = !vr.IsMultiValue || vr == DicomVR.UC || vr == DicomVR.PN;
        return keepsLeading ? text : text.TrimStart(' ');
    }
}
