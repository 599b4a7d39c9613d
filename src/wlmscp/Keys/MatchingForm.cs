namespace Wlmscp.Keys;

/// <summary>What the value of a key is like, for messages.</summary>
internal static class MatchingForm
{
    /// <summary>Describes it.</summary>
    public static string Of(DicomVR vr) => vr.Form switch
    {
        DicomTextForm.Date => "YYYYMMDD, or a range such as 20261101-20261130",
        DicomTextForm.Time => "HHMMSS or a part of it, or a range such as 0800-1200",
        DicomTextForm.DateTime => "YYYYMMDDHHMMSS or a part of it, or a range",
        DicomTextForm.Code => "capital letters, digits, blanks and underscores, wild cards * and ?",
        DicomTextForm.AETitle => "printable ASCII",
        _ => "text without control characters",
    };
}
