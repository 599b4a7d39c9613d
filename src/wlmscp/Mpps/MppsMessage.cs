using WorklistScp.Network.Services;

namespace Wlmscp.Mpps;

/// <summary>A message about a performed procedure step, as it came.</summary>
/// <param name="Request">The request.</param>
internal sealed record MppsMessage(DicomNRequest Request)
{
    private const int Longest = 64;

    /// <summary>The operation, <c>N-CREATE</c>.</summary>
    public string Operation => Request switch
    {
        DicomNCreateRequest => "N-CREATE",
        DicomNSetRequest => "N-SET",
        _ => "N-GET",
    };

    /// <summary>The SOP Instance UID, as it was sent; empty where none was.</summary>
    public string SOPInstanceUID => Request.SOPInstance?.UID ?? "";

    /// <summary>The calling AE title.</summary>
    public string CallingAETitle => Request.Association.CallingAETitle;

    /// <summary>The called AE title.</summary>
    public string CalledAETitle => Request.Association.CalledAETitle;

    /// <summary>Operation and UID, for people.</summary>
    public override string ToString() =>
        $"{Operation} {(SOPInstanceUID.Length == 0 ? "(no UID)" : PrintableText.Start(SOPInstanceUID, Longest))}";
}
