namespace WorklistScp.Worklist.Mpps;

/// <summary>What is otherwise for performed steps of one device; null: as for those of others. Immutable.</summary>
public sealed record MppsOverrides
{
    /// <summary>Whether they are taken: else N-CREATE and N-SET are refused, as not authorized.</summary>
    public bool Accepts { get; init; } = true;

    /// <inheritdoc cref="MppsOptions.IsStrict"/>
    public bool? IsStrict { get; init; }

    /// <inheritdoc cref="MppsSettings.ShowsStarted"/>
    public bool? ShowsStarted { get; init; }

    /// <inheritdoc cref="MppsSettings.ReasonsToOfferAgain"/>
    public IReadOnlyList<string>? ReasonsToOfferAgain { get; init; }

    /// <inheritdoc cref="MppsSettings.OffersAbandoned"/>
    public bool? OffersAbandoned { get; init; }

    /// <summary>How strict to be with the device.</summary>
    /// <param name="others">How strict to be with others.</param>
    public MppsOptions Of(MppsOptions others) => others with { IsStrict = IsStrict ?? others.IsStrict };

    /// <summary>What its performed steps do to the worklist.</summary>
    /// <param name="others">What those of others do.</param>
    public MppsSettings Of(MppsSettings others) => others with
    {
        ShowsStarted = ShowsStarted ?? others.ShowsStarted,
        ReasonsToOfferAgain = ReasonsToOfferAgain ?? others.ReasonsToOfferAgain,
        OffersAbandoned = OffersAbandoned ?? others.OffersAbandoned,
    };

    /// <summary>One line, with the settings as the configuration file has them: <c>accept false, strict true</c>.</summary>
    public override string ToString()
    {
        (string Name, string? Value)[] all =
        [
            ("accept", Accepts ? null : Text(Accepts)), ("strict", Text(IsStrict)), ("showStarted", Text(ShowsStarted)),
            ("offerAgain", ReasonsToOfferAgain is { } reasons ? string.Join(' ', reasons) : null),
            ("offerAbandoned", Text(OffersAbandoned)),
        ];
        string[] said = [.. all.Where(each => each.Value is not null).Select(each => $"{each.Name} {each.Value}")];
        return said.Length == 0 ? "as for others" : string.Join(", ", said);
    }

    private static string? Text(bool? flag) => flag switch
    {
        null => null,
        true => "true",
        false => "false",
    };
}
