namespace Wlmscp.Querying;

/// <summary>Whom to ask, and how.</summary>
/// <param name="Host">The host name or address.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="CalledAETitle">The called AE title.</param>
/// <param name="CallingAETitle">The calling AE title.</param>
/// <param name="IsEcho">Whether only the connection is verified, by C-ECHO.</param>
/// <param name="CancelAfter">After how many matches the query is cancelled; null: never.</param>
/// <param name="Repeat">How many times it is asked.</param>
internal sealed record QuerySettings(
    string Host, int Port, string CalledAETitle, string CallingAETitle, bool IsEcho, int? CancelAfter, int Repeat);
