using System.Net.Sockets;
using Wlmscp.Tls;
using WorklistScp.Network.Client;
using WorklistScp.Network.Tls;

namespace Wlmscp.Commands.Querying;

/// <summary>An association with the peer; what goes wrong with it is one line.</summary>
internal static class PeerAssociation
{
    private static readonly DicomPresentationContext[] Contexts =
    [
        new(DicomUID.Verification, DicomTransferSyntax.ImplicitVRLittleEndian),
        new(DicomUID.ModalityWorklistInformationModelFind,
            DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ImplicitVRLittleEndian),
    ];

    /// <summary>Associates, asks, and releases.</summary>
    /// <exception cref="ToolException">The peer cannot be reached, or refuses.</exception>
    public static async Task<T> UseAsync<T>(QuerySettings settings, Func<DicomClient, Task<T>> ask)
    {
        DicomClientOptions options = OptionsOf(settings);
        try
        {
            await using DicomClient client = await DicomClient.ConnectAsync(options);
            T answer = await AskAsync(client, settings, ask);
            await ReleaseAsync(client, settings);
            return answer;
        }
        catch (TlsHandshakeException e)
        {
            throw settings.Failed(
                $"no TLS connection: {e.Message}, expected a server with TLS, and a certificate that can be verified",
                e);
        }
        catch (Exception e) when (e is SocketException or TimeoutException
            or DicomAssociationRejectedException or DicomAssociationAbortedException)
        {
            throw settings.Failed($"{e.Message}, expected {LikelyCause.Expected(e, settings)}", e);
        }
    }

    // A peer that refuses has answered too: its association ends in order.
    private static async Task<T> AskAsync<T>(
        DicomClient client, QuerySettings settings, Func<DicomClient, Task<T>> ask)
    {
        try
        {
            return await ask(client);
        }
        catch (ToolException)
        {
            await ReleaseAsync(client, settings);
            throw;
        }
    }

    private static DicomClientOptions OptionsOf(QuerySettings settings) => new()
    {
        Host = settings.Host,
        Port = settings.Port,
        CalledAETitle = settings.CalledAETitle,
        CallingAETitle = settings.CallingAETitle,
        PresentationContexts = Contexts,
        ConnectTimeout = settings.Timeout,
        AcseTimeout = settings.Timeout,
        DimseTimeout = settings.Timeout,
        Tls = settings.Tls is null ? null : ReadKeys(settings.Tls),
    };

    private static TlsConnector ReadKeys(TlsSettings settings)
    {
        try
        {
            return TlsConnector.Create(settings);
        }
        catch (TlsConfigurationException e)
        {
            bool isUsage = e.Setting == TlsSource.RevocationCheck; // an option that another one needs
            throw new ToolException(isUsage ? ExitCode.Usage : ExitCode.Failed, TlsProblem.Describe(e), e);
        }
    }

    // All was answered: a peer that does not end in order takes nothing back.
    private static async Task ReleaseAsync(DicomClient client, QuerySettings settings)
    {
        try
        {
            await client.ReleaseAsync();
        }
        catch (DicomAssociationAbortedException e)
        {
            StandardStreams.WriteError($"wlmscp query: {settings.Place}: warning: at the release: {e.Message}");
        }
    }
}
