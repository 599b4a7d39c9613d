using System.Text;
using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Network;

/// <summary>A UID that a peer sent, good or bad, as text for a line of the log, made only when it is written.</summary>
/// <param name="UID">The UID, or whatever stood in its place.</param>
internal readonly record struct NamedUID(DicomUID UID)
{
    private const int MaxLength = 64; // PS3.5 9.1

    /// <summary>The UID, with its name behind it where it is known; <c>none</c> for an empty one.</summary>
    public override string ToString() => UID.UID switch
    {
        "" => "none",
        var uid when DicomUIDNames.TryFindName(uid, out string? name) => $"{uid} ({name})",
        var uid => EscapedText.Of(Encoding.Latin1.GetBytes(uid[..Math.Min(uid.Length, MaxLength)])),
    };
}
