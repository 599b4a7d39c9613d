using System.CommandLine;
using Wlmscp.Find;

namespace Wlmscp.CommandLine.Options;

/// <summary>How a C-FIND is answered; wlmscpfs has these among its network options.</summary>
internal sealed class FindOptions
{
    private readonly Option<bool> _noFail = NoFail();

    private readonly Option<TimeSpan?> _before =
        ValueParsers.Seconds("--sleep-before", "wait before a query is answered (default 0)", 0);

    private readonly Option<TimeSpan?> _after =
        ValueParsers.Seconds("--sleep-after", "wait after a query was answered (default 0)", 0);

    private readonly Option<TimeSpan?> _during =
        ValueParsers.Seconds("--sleep-during", "wait before each response (default 0)", 0);

    private readonly NegotiationOptions _negotiation = new(
        "let peers that negotiate it find names by beginnings of words, in any order, without accents (PS3.4 K.5.1)",
        "let peers that negotiate it ask in their time zone, also for entries that name none (PS3.4 K.5.1)");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> Options => [_noFail, _before, _after, _during, .. _negotiation.All];

    /// <summary>The option <c>--no-fail</c>.</summary>
    public static Option<bool> NoFail() => ValueParsers.Flag("--no-fail", "do not fail on an invalid query");

    /// <summary>Reads them.</summary>
    public FindSettings Read(ParseResult result, FindSettings defaults) => defaults with
    {
        FailOnInvalidQuery = !result.GetValue(_noFail),
        DelayBefore = result.GetValue(_before) ?? defaults.DelayBefore,
        DelayAfter = result.GetValue(_after) ?? defaults.DelayAfter,
        DelayDuring = result.GetValue(_during) ?? defaults.DelayDuring,
        Extensions = _negotiation.Read(result),
    };
}
