using System.Net;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests;

/// <summary>Well-behaved modalities.</summary>
internal static class Peers
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Associates with a daemon.</summary>
    public static Task<DicomClient> ConnectAsync(
        this WlmscpProcess daemon,
        string calledAETitle = "AETITLE_1",
        params IReadOnlyList<DicomPresentationContext> contexts) =>
        ConnectAsync(daemon.Port, calledAETitle, contexts);

    /// <summary>Associates over a port of this machine.</summary>
    public static Task<DicomClient> ConnectAsync(
        int port, string calledAETitle, params IReadOnlyList<DicomPresentationContext> contexts)
    {
        var options = new DicomClientOptions
        {
            Host = IPAddress.Loopback.ToString(),
            Port = port,
            CallingAETitle = "MODALITY",
            CalledAETitle = calledAETitle,
        };
        return DicomClient.ConnectAsync(
            options with { PresentationContexts = contexts.Count == 0 ? WorklistModel.Contexts : contexts },
            cancellationToken: Cancelled);
    }

    /// <summary>Asks one query in an association of its own.</summary>
    /// <returns>All responses, the final one last.</returns>
    public static async Task<List<DicomCFindResponse>> FindAsync(
        this WlmscpProcess daemon, params IEnumerable<DicomItem> keys)
    {
        await using DicomClient client = await daemon.ConnectAsync();
        List<DicomCFindResponse> responses = await client.FindAsync(keys);
        await client.ReleaseAsync(Cancelled);
        return responses;
    }

    /// <summary>Asks one query.</summary>
    /// <returns>All responses, the final one last.</returns>
    public static async Task<List<DicomCFindResponse>> FindAsync(
        this DicomClient client, params IEnumerable<DicomItem> keys) =>
        await client.CFindAsync(WorklistModel.UID, new DicomDataset(keys), Cancelled).ToListAsync(Cancelled);

    /// <summary>The patient IDs of the entries that match; fails unless the final status is success.</summary>
    public static async Task<string[]> FindPatientIDsAsync(
        this WlmscpProcess daemon, params IEnumerable<DicomItem> keys)
    {
        List<DicomCFindResponse> responses = await daemon.FindAsync([.. keys, Keys.Key(DicomTag.PatientID)]);
        Assert.Equal(DicomStatus.Success, responses[^1].Status);
        return [.. responses.SkipLast(1).Select(response => response.Text(DicomTag.PatientID))];
    }

    /// <summary>A value of a response; empty when it is absent.</summary>
    public static string Text(this DicomCFindResponse response, DicomTag tag) =>
        response.Identifier!.TryGetString(tag, out string? value) ? value : "";

    /// <summary>Fails unless the daemon serves a new association.</summary>
    public static async Task AssertServesAsync(this WlmscpProcess daemon)
    {
        await using DicomClient client = await daemon.ConnectAsync();
        Assert.Equal(DicomStatus.Success, await client.CEchoAsync(Cancelled));
        await client.ReleaseAsync(Cancelled);
    }
}
