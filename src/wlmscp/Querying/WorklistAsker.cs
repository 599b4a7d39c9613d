using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Wlmscp.Terminal;
using WorklistScp.Network.Client;
using WorklistScp.Network.Dimse;

namespace Wlmscp.Querying;

/// <summary>A modality for one association: verifies the connection, or asks for the worklist.</summary>
internal static class WorklistAsker
{
    /// <summary>Asks.</summary>
    /// <param name="settings">Whom, and how.</param>
    /// <param name="identifier">The query.</param>
    /// <param name="report">Told of each query, if it is asked several times: a line.</param>
    /// <returns>The matches, of the last query.</returns>
    /// <exception cref="ToolException">The peer cannot be reached, or refuses.</exception>
    public static async Task<IReadOnlyList<DicomDataset>> AskAsync(
        QuerySettings settings, DicomDataset identifier, Action<string> report)
    {
        try
        {
            await using DicomClient client = await DicomClient.ConnectAsync(new DicomClientOptions
            {
                Host = settings.Host,
                Port = settings.Port,
                CalledAETitle = settings.CalledAETitle,
                CallingAETitle = settings.CallingAETitle,
            });
            IReadOnlyList<DicomDataset> matches = [];
            for (var number = 1; number <= settings.Repeat; number++)
            {
                long start = Stopwatch.GetTimestamp();
                matches = settings.IsEcho
                    ? await EchoAsync(client, settings)
                    : await FindAsync(client, settings, identifier);
                report(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{number}: {matches.Count} matches, {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.00} ms"));
            }

            await client.ReleaseAsync();
            return matches;
        }
        catch (Exception e) when (e is SocketException or IOException or TimeoutException or ArgumentException
            or DicomAssociationRejectedException or DicomAssociationAbortedException)
        {
            throw Failed(settings, $"{e.Message}, expected a worklist SCP that accepts {settings.CalledAETitle}", e);
        }
    }

    private static async Task<IReadOnlyList<DicomDataset>> EchoAsync(DicomClient client, QuerySettings settings)
    {
        DicomStatus status = await client.CEchoAsync();
        return status == DicomStatus.Success ? [] : throw Failed(settings, $"status {status}, expected success");
    }

    private static async Task<IReadOnlyList<DicomDataset>> FindAsync(
        DicomClient client, QuerySettings settings, DicomDataset identifier)
    {
        var matches = new List<DicomDataset>();
        await foreach (DicomCFindResponse response in client.CFindAsync(identifier))
        {
            if (response.Status.IsPending)
            {
                matches.Add(response.Identifier ?? []);
                if (matches.Count == settings.CancelAfter)
                {
                    client.CCancel();
                }
            }
            else if (response.Status != DicomStatus.Success && response.Status != DicomStatus.Cancel)
            {
                string comment = PrintableText.Of(response.ErrorComment ?? "no Error Comment");
                throw Failed(settings, $"status {response.Status}, {comment}; expected success");
            }
        }

        return matches;
    }

    private static ToolException Failed(QuerySettings settings, string problem, Exception? cause = null) =>
        new(ExitCode.Failed, $"{settings.Host}:{settings.Port}: {problem.ReplaceLineEndings(" ")}", cause);
}
