using WorklistScp.Network;
using WorklistScp.Network.Client;

namespace Wlmscp.Commands.Querying;

/// <summary>Verifies a connection by C-ECHO (PS3.4 annex A).</summary>
/// <param name="client">The association.</param>
/// <param name="settings">How often.</param>
internal sealed class EchoAsker(DicomClient client, QuerySettings settings)
{
    /// <summary>Asks, and prints a line for each answer.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="ToolException">The peer refuses.</exception>
    public async Task<int> EchoAsync()
    {
        if (client.Association.Find(DicomUID.Verification) is null)
        {
            throw settings.Peer.Failed(
                "no presentation context for C-ECHO accepted, expected a peer with Verification");
        }

        await Repetition.AskAsync(
            settings, EchoOnceAsync,
            (_, _, time) => Console.WriteLine($"{settings.Peer.Place} answered C-ECHO in {time}"));
        return ExitCode.Success;
    }

    private async Task<DicomStatus> EchoOnceAsync()
    {
        DicomStatus status = await client.CEchoAsync();
        return status == DicomStatus.Success
            ? status
            : throw settings.Peer.Failed($"status {status} for C-ECHO, expected success");
    }
}
