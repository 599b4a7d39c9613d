using System.Net;

namespace WorklistScp.Network.Associations;

/// <summary>Who talks to whom on an association (PS3.8 7.1.1).</summary>
/// <param name="Id">A name of the association for log lines, unique in the process: <c>#12</c>.</param>
/// <param name="CallingAETitle">
/// The calling AE title, up to the first NUL, outer spaces removed, as printable ASCII: of its up to 16 bytes those
/// that are none, and the backslash, are written as <c>\xhh</c>.
/// </param>
/// <param name="CalledAETitle">The AE title under which the peer is served, of the same form.</param>
/// <param name="RemoteEndPoint">The address of the peer; null when the transport has none.</param>
public sealed record DicomAssociation(
    string Id, string CallingAETitle, string CalledAETitle, EndPoint? RemoteEndPoint)
{
    /// <summary>The AE title that the peer called, which it is served under unless the server says another one.</summary>
    public string RequestedAETitle { get; init; } = CalledAETitle;

    /// <summary>The subject of the peer's certificate, which was verified; null: there is none, or no TLS.</summary>
    public string? TlsSubject { get; init; }
}
