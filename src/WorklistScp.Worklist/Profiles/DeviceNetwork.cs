using WorklistScp.Worklist.Queries;

namespace WorklistScp.Worklist.Profiles;

/// <summary>What is otherwise in the associations of a device. What is null is as for others.</summary>
public sealed record DeviceNetwork
{
    /// <summary>Whether its associations are rejected without TLS.</summary>
    public bool RequiresTls { get; init; }

    /// <summary>The longest PDU, to receive and to send, in bytes: at least 8.</summary>
    public uint? MaxPduLength { get; init; }

    /// <summary>The only transfer syntaxes that are accepted, in the order of preference.</summary>
    public IReadOnlyList<DicomTransferSyntax>? TransferSyntaxes { get; init; }

    /// <summary>How long an association may be silent.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Whether it may have fuzzy semantic matching of names, if it asks for it.</summary>
    public bool? OffersFuzzyNames { get; init; }

    /// <summary>Whether it may have timezone query adjustment, if it asks for it.</summary>
    public bool? OffersTimezones { get; init; }

    /// <summary>The extensions that it may have (PS3.4 K.5.1).</summary>
    /// <param name="others">Those that others may.</param>
    public QueryExtensions Extend(QueryExtensions others) =>
        Set(Set(others, QueryExtensions.FuzzyNames, OffersFuzzyNames), QueryExtensions.TimezoneAdjustment, OffersTimezones);

    /// <summary>
    /// One line, with the settings of <c>network</c> as the configuration file has them:
    /// <c>requireTls true, maxPduLength 16384</c>; empty: it has none.
    /// </summary>
    public override string ToString()
    {
        (string Name, string? Value)[] all =
        [
            ("requireTls", RequiresTls ? "true" : null),
            ("maxPduLength", MaxPduLength is { } length ? $"{length}" : null),
            ("transferSyntaxes", TransferSyntaxes is { } syntaxes ? string.Join(' ', syntaxes.Select(NameOf)) : null),
            ("idleSeconds", IdleTimeout is { } idle ? $"{(int)idle.TotalSeconds}" : null),
        ];
        return string.Join(", ", all.Where(each => each.Value is not null).Select(each => $"{each.Name} {each.Value}"));
    }

    private static string NameOf(DicomTransferSyntax syntax) => syntax.Name.Replace(" ", "", StringComparison.Ordinal);

    private static QueryExtensions Set(QueryExtensions all, QueryExtensions one, bool? isSet) => isSet switch
    {
        true => all | one,
        false => all & ~one,
        null => all,
    };
}
