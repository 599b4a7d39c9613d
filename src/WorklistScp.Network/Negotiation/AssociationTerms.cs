using System.Globalization;

namespace WorklistScp.Network.Negotiation;

/// <summary>
/// What an acceptor does otherwise for one requestor than for others. Who may associate at all it does not say, but that
/// TLS may be a condition.
/// </summary>
public sealed record AssociationTerms
{
    /// <summary>Those of a requestor for whom nothing is different.</summary>
    public static AssociationTerms Usual { get; } = new();

    /// <summary>Where they come from, for the log; null: they are the usual ones.</summary>
    public string? Source { get; init; }

    /// <summary>The AE title under which it is served; null: the one that it calls.</summary>
    public string? CalledAETitle { get; init; }

    /// <summary>Whether it is rejected without TLS.</summary>
    public bool RequiresTls { get; init; }

    /// <summary>
    /// The longest P-DATA-TF, to receive and to send, in bytes after the PDU header: at least 8; null: that of
    /// <see cref="AssociationPolicy"/> to receive, and to send what the requestor accepts.
    /// </summary>
    public uint? MaxPduLength { get; init; }

    /// <summary>
    /// The only transfer syntaxes that are accepted, in the order of preference; null: those of
    /// <see cref="AssociationPolicy"/>.
    /// </summary>
    public IReadOnlyList<DicomTransferSyntax>? TransferSyntaxes { get; init; }

    /// <summary>How long the association may be silent before it is aborted; null: as long as others.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>
    /// Answers the application information that is proposed for a SOP class (PS3.7 annex D.3.3.5); null for either: it
    /// is not answered.
    /// </summary>
    public Func<DicomUID, ReadOnlyMemory<byte>, byte[]?>? AgreeFurther { get; init; }

    /// <summary>What is otherwise, in a few words.</summary>
    public override string ToString()
    {
        string?[] parts =
        [
            CalledAETitle is null ? null : $"served as {CalledAETitle}",
            MaxPduLength is null ? null : $"PDUs of at most {MaxPduLength} bytes",
            TransferSyntaxes is null ? null : $"only {string.Join(", ", TransferSyntaxes)}",
            IdleTimeout is not { } idle ? null : string.Create(CultureInfo.InvariantCulture, $"at most {idle.TotalSeconds} s silent"),
        ];
        return $"{Source}: {string.Join("; ", parts.Where(part => part is not null).DefaultIfEmpty("as usual"))}";
    }
}
