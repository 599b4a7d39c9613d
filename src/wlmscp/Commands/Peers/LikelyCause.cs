using System.Net.Sockets;
using WorklistScp.Network.Client;

namespace Wlmscp.Commands.Peers;

/// <summary>What is most likely to help where a peer cannot be asked.</summary>
internal static class LikelyCause
{
    private const byte ServiceUser = 1;
    private const byte Transient = 2;
    private const byte CallingNotRecognized = 3;
    private const byte CalledNotRecognized = 7;

    /// <summary>Says what was expected.</summary>
    /// <param name="problem">What went wrong.</param>
    /// <param name="settings">What was asked for.</param>
    public static string Expected(Exception problem, PeerSettings settings) => problem switch
    {
        DicomAssociationRejectedException { RejectSource: ServiceUser, RejectReason: CallingNotRecognized } =>
            $"a peer that allows the calling AE title {settings.CallingAETitle}, or --calling with one that it allows",
        DicomAssociationRejectedException { RejectSource: ServiceUser, RejectReason: CalledNotRecognized } =>
            $"--called with an AE title of the peer, letter case counts: of wlmscp and wlmscpfs that is a storage area",
        DicomAssociationRejectedException { Result: Transient } => "a peer that is not busy; try again later",
        DicomAssociationRejectedException =>
            $"{settings.Kind} that takes what is proposed; its log may say why it does not, of a wlmscp it does",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"{settings.Kind} that listens on this port",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
            "the name or address of a host",
        SocketException or TimeoutException =>
            $"{settings.Kind} that answers; a firewall, or another device of this address, may be in the way",
        DicomAssociationAbortedException when settings.Tls is null =>
            $"{settings.Kind} without TLS that lets this address in; --tls asks one with TLS",
        // Servers that want a certificate mostly do not say so, but close the connection.
        DicomAssociationAbortedException when settings.Tls?.Key is null =>
            $"{settings.Kind} with TLS that lets this address in without a certificate; --enable-tls shows one",
        _ => $"{settings.Kind} with TLS that lets this address in with this certificate",
    };
}
