namespace WorklistScp.Worklist.Matching;

/// <summary>Takes decoded text apart into its values (PS3.5 6.2 and 6.4).</summary>
internal static class TextValues
{
    /// <summary>The values of an element, without padding; none when it is absent or empty.</summary>
    public static string[] Of(DicomDataset level, DicomTag tag) =>
        level.TryGetString(tag, out string? text) && level.TryGetElement(tag, out DicomElement? element)
            ? Split(text, element.VR)
            : [];

    /// <summary>The values of a text, without padding; empty ones are dropped.</summary>
    public static string[] Split(string text, DicomVR vr)
    {
        if (!vr.IsMultiValue)
        {
            string single = WithoutPadding(text, vr);
            return single.Length > 0 ? [single] : [];
        }

        string[] values = text.Split('\\');
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = WithoutPadding(values[i], vr);
        }

        return Array.TrueForAll(values, value => value.Length > 0)
            ? values
            : [.. values.Where(value => value.Length > 0)];
    }

    // Leading spaces count in texts and in UC (PS3.5 table 6.2-1); in names they count for wlmscpfs too.
    private static string WithoutPadding(string value, DicomVR vr)
    {
        string text = value.TrimEnd(' ', '\0');
        bool keepsLeading = !vr.IsMultiValue || vr == DicomVR.UC || vr == DicomVR.PN;
        return keepsLeading ? text : text.TrimStart(' ');
    }
}
