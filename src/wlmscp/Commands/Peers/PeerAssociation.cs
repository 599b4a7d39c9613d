using System.Net.Sockets;
using Wlmscp.Tls;
using WorklistScp.Network.Client;
using WorklistScp.Network.Tls;

namespace Wlmscp.Commands.Peers;

/// <summary>An association with the peer; what goes wrong with it is one line.</summary>
internal static class PeerAssociation
{
    /// <summary>Associates, asks, and releases.</summary>
    /// <param name="settings">The peer.</param>
    /// <param name="contexts">What is proposed.</param>
    /// <param name="ask">Asks.</param>
    /// <exception cref="ToolException">The peer cannot be reached, or refuses.</exception>
    public static async Task<T> UseAsync<T>(
        PeerSettings settings, IReadOnlyList<DicomPresentationContext> contexts, Func<DicomClient, Task<T>> ask)
    {
        DicomClientOptions options = OptionsOf(settings, contexts);
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

    // A peer that refuses has answered too: its association ends in order. One that aborts had accepted it before: neither
    // TLS nor the address is the cause.
    private static async Task<T> AskAsync<T>(
        DicomClient client, PeerSettings settings, Func<DicomClient, Task<T>> ask)
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
        catch (DicomAssociationAbortedException e)
        {
            throw settings.Failed($"{e.Message}, expected an answer", e);
        }
    }

    private static DicomClientOptions OptionsOf(
        PeerSettings settings, IReadOnlyList<DicomPresentationContext> contexts) => new()
    {
        Host = settings.Host,
        Port = settings.Port,
        CalledAETitle = settings.CalledAETitle,
        CallingAETitle = settings.CallingAETitle,
        PresentationContexts = contexts,
        ExtendedNegotiation = settings.ExtendedNegotiation,
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
    private static async Task ReleaseAsync(DicomClient client, PeerSettings settings)
    {
        try
        {
            await client.ReleaseAsync();
        }
        catch (DicomAssociationAbortedException e)
        {
            StandardStreams.WriteError(
                $"wlmscp {settings.Command}: {settings.Place}: warning: at the release: {e.Message}");
        }
    }
}
