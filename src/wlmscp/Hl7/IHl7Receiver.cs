using System.Net;
using WorklistScp.Hl7.Acknowledgements;

namespace Wlmscp.Hl7;

/// <summary>Carries out messages, wherever they come from. Any thread may call, several at a time.</summary>
internal interface IHl7Receiver
{
    /// <summary>Carries out a message, and says what its sender is answered.</summary>
    /// <param name="message">
    /// The message, as long as the task runs; of one that is longer than allowed, its beginning, which is a little
    /// longer than allowed too. It may be anything.
    /// </param>
    /// <param name="sender">Where it comes from.</param>
    /// <param name="cancellationToken">The program ends, and has waited long enough.</param>
    /// <returns>The answers, in their order; none where the sender wants none.</returns>
    /// <exception cref="OperationCanceledException">The program ends.</exception>
    Task<IReadOnlyList<Hl7Acknowledgement>> ReceiveAsync(
        ReadOnlyMemory<byte> message, Hl7Sender sender, CancellationToken cancellationToken);
}

/// <summary>Where messages come from, as the log says it.</summary>
/// <param name="Name">The connection, <c>HL7 #3</c>, or the place in a file, <c>orders.hl7:12</c>.</param>
/// <param name="Remote">Address and port of the peer; null: there is none.</param>
internal sealed record Hl7Sender(string Name, IPEndPoint? Remote = null)
{
    /// <summary>Address and port of the peer, as text; empty: there is none.</summary>
    public string Peer { get; } = Remote?.ToString() ?? "";

    /// <summary>By which door.</summary>
    public Hl7Door Door { get; init; }

    /// <summary>The subject of the peer's certificate, which was verified; null: it has none.</summary>
    public string? TlsSubject { get; init; }
}

/// <summary>The ways that messages come by.</summary>
internal enum Hl7Door
{
    /// <summary>A command.</summary>
    Command,

    /// <summary>MLLP.</summary>
    Port,

    /// <summary>MLLP over TLS.</summary>
    TlsPort,

    /// <summary>A file of the drop folder.</summary>
    Folder,
}
