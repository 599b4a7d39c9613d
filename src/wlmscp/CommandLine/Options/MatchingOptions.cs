using System.CommandLine;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.CommandLine.Options;

/// <summary>How queries are matched: options of the daemon and of commands that match as it does.</summary>
internal sealed class MatchingOptions
{
    private readonly Option<NameMatching?> _names = ValueParsers.Choice<NameMatching>(
        "--name-matching", "HOW", "how names are compared: case-insensitive (default), accent-insensitive, "
            + "fuzzy (beginnings of words, in any order), exact",
        [
            ("case-insensitive", NameMatching.IgnoreCase),
            ("accent-insensitive", NameMatching.IgnoreAccents),
            ("fuzzy", NameMatching.Fuzzy),
            ("exact", NameMatching.Exact),
        ]);

    private readonly Option<bool> _strict = ValueParsers.Flag(
        "--strict-matching",
        "keys that wlmscpfs does not match leave out entries without a value, too (PS3.4 K.2.2.1.1.1)");

    private readonly Option<SpecificCharacterSet?> _assumed = ValueParsers.Value(
        "--default-char-set", "NAME",
        "what text is read as that is not UTF-8, where file or query names no character set (default: ISO 8859-1)",
        ParseCharacterSet);

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_names, _strict, _assumed];

    /// <summary>Reads them. The character set is assumed of files too.</summary>
    public WorklistQueryOptions Read(ParseResult result, WorklistQueryOptions defaults) => defaults with
    {
        NameMatching = result.GetValue(_names) ?? defaults.NameMatching,
        StrictMatching = result.GetValue(_strict),
        AssumedCharacterSet = result.GetValue(_assumed),
    };

    /// <summary>Reads a value of Specific Character Set, one of the default repertoire aside.</summary>
    public static Parsed<SpecificCharacterSet?> ParseCharacterSet(string value) =>
        value.Length > 0 && SpecificCharacterSet.TryParse(value, out SpecificCharacterSet? characterSet)
            ? new Parsed<SpecificCharacterSet?>(characterSet)
            : new Parsed<SpecificCharacterSet?>(null, "a defined term of PS3.3 C.12.1.1.2");
}
