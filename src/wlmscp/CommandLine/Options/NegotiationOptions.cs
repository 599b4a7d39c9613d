using System.CommandLine;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.CommandLine.Options;

/// <summary>What extended negotiation is about (PS3.4 K.5.1): options of the daemon and of commands that ask.</summary>
/// <param name="fuzzyNames">What the one for names does.</param>
/// <param name="timezones">What the one for time zones does.</param>
internal sealed class NegotiationOptions(string fuzzyNames, string timezones)
{
    private readonly Option<bool> _fuzzyNames = ValueParsers.Flag("--negotiate-fuzzy-names", fuzzyNames);
    private readonly Option<bool> _timezones = ValueParsers.Flag("--negotiate-timezones", timezones);

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_fuzzyNames, _timezones];

    /// <summary>Reads them.</summary>
    public QueryExtensions Read(ParseResult result) =>
        (result.GetValue(_fuzzyNames) ? QueryExtensions.FuzzyNames : QueryExtensions.None)
        | (result.GetValue(_timezones) ? QueryExtensions.TimezoneAdjustment : QueryExtensions.None);
}
