using Wlmscp.Commands.Peers;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Commands.Performing;

/// <summary>A modality that tells of performed steps, in one association.</summary>
/// <param name="client">The association.</param>
/// <param name="peer">The peer.</param>
internal sealed class StepSender(DicomClient client, PeerSettings peer)
{
    // Attributes were left out; a value was out of range, and another one was taken.
    private static readonly DicomStatus[] Accepting = [DicomStatus.Success, new(0x0107), new(0x0116)];

    /// <summary>
    /// Sends messages one after the other; each answer is a line on standard error, and each performed step that was
    /// made its UID on standard output.
    /// </summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="ToolException">The peer refuses one; no more are sent.</exception>
    public async Task<int> SendAsync(IEnumerable<StepMessage> messages)
    {
        if (client.Association.Find(DicomUID.ModalityPerformedProcedureStep) is null)
        {
            throw peer.Failed(
                "no presentation context for performed steps accepted, expected an MPPS SCP: of wlmscp, with --mpps");
        }

        foreach (StepMessage message in messages)
        {
            DicomResponse response = await SendAsync(message);
            string answer = $"{message}: status {Describe(response)}";
            if (!Accepting.Contains(response.Status))
            {
                throw peer.Failed($"{answer}, expected success");
            }

            StandardStreams.WriteError(PrintableText.Of($"wlmscp {peer.Command}: {peer.Place}: {answer}"));
            if (message.IsNew)
            {
                Console.WriteLine(message.Instance.UID);
            }
        }

        return ExitCode.Success;
    }

    private Task<DicomResponse> SendAsync(StepMessage message) => message.IsNew
        ? client.NCreateAsync(DicomUID.ModalityPerformedProcedureStep, message.Instance, message.Dataset)
        : client.NSetAsync(DicomUID.ModalityPerformedProcedureStep, message.Instance, message.Dataset);

    private static string Describe(DicomResponse response)
    {
        IEnumerable<string> parts =
        [
            response.Status.ToString(), StatusName.Of(response.Status),
            .. response.AttributeIdentifiers.Select(tag => tag.ToString()),
            .. response.ErrorID is { } id ? [$"Error ID {id:X4}"] : Array.Empty<string>(),
        ];
        string comment = response.ErrorComment is { } text ? $": {text}" : "";
        return string.Join(", ", parts) + comment;
    }
}
