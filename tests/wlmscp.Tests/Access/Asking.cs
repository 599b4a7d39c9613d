namespace Wlmscp.Tests.Access;

/// <summary>A modality that asks for an association, and what it gets.</summary>
internal static class Asking
{
    /// <summary>Connects and requests an association.</summary>
    /// <param name="daemon">The daemon.</param>
    /// <param name="from">The address to connect from.</param>
    /// <param name="calling">The calling AE title.</param>
    /// <param name="header">What is sent before the request.</param>
    /// <returns><c>accepted</c>, <c>closed</c>, or <c>rejected</c> with result, source and reason.</returns>
    public static async Task<string> AskAsync(
        this WlmscpProcess daemon, string from = "127.0.0.1", string calling = "MODALITY", byte[]? header = null)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon, from);
        byte[] request = new AssociateRequest { CallingAETitle = calling }.ToBytes();
        await peer.TrySendAsync((byte[])[.. header ?? [], .. request]);
        return await peer.ReceiveAsync() switch
        {
            null => "closed",
            [2, ..] => "accepted",
            // PS3.8 table 9-21: 7 reserved | 8 result | 9 source | 10 reason
            [3, _, _, _, _, _, _, var result, var source, var reason] => $"rejected {result}, {source}, {reason}",
            var other => Convert.ToHexString(other),
        };
    }
}
