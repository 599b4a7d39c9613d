using WorklistScp.Worklist.Matching;

namespace Wlmscp.Commands.Explaining;

/// <summary>What a key of a query does.</summary>
/// <param name="Key">The key and its value.</param>
/// <param name="Failing">How many entries fail it.</param>
/// <param name="MatchesWithout">How many entries would match if it were left out, and be answered.</param>
/// <param name="HiddenWithout">Those that would match, and be hidden.</param>
internal sealed record ExplainedKey(
    KeyMismatch Key, int Failing, int MatchesWithout, IReadOnlyList<HiddenEntries> HiddenWithout);
