using WorklistScp.Worklist.Matching;

namespace WorklistScp.Worklist.Queries;

/// <summary>
/// The service class application information of Modality Worklist, by which associations agree on extensions (PS3.4
/// K.5.1): two bytes that are always 1, one for fuzzy semantic matching of names, one for timezone query adjustment,
/// which may be absent. 1 is asked for or agreed on, 0 is not.
/// </summary>
public static class ExtendedNegotiation
{
    private const int FuzzyNames = 2;
    private const int Timezones = 3;
    private const int ShortLength = Timezones;
    private const int FullLength = Timezones + 1;

    /// <summary>Answers what an SCU proposes; null: there is nothing to answer, and nothing is agreed on.</summary>
    /// <param name="proposed">What it proposes.</param>
    /// <param name="offered">What it may have.</param>
    public static byte[]? Answer(ReadOnlySpan<byte> proposed, QueryExtensions offered) =>
        offered == QueryExtensions.None || proposed.Length < ShortLength
            ? null
            : Encode(Read(proposed) & offered)[..Math.Min(proposed.Length, FullLength)];

    /// <summary>The extensions that are asked for or agreed on.</summary>
    /// <param name="information">The application information; empty: there is none.</param>
    public static QueryExtensions Read(ReadOnlySpan<byte> information) =>
        (IsOne(information, FuzzyNames) ? QueryExtensions.FuzzyNames : QueryExtensions.None)
        | (IsOne(information, Timezones) ? QueryExtensions.TimezoneAdjustment : QueryExtensions.None);

    /// <summary>The application information of extensions.</summary>
    public static byte[] Encode(QueryExtensions extensions) =>
    [
        1, 1,
        (byte)(extensions.HasFlag(QueryExtensions.FuzzyNames) ? 1 : 0),
        (byte)(extensions.HasFlag(QueryExtensions.TimezoneAdjustment) ? 1 : 0),
    ];

    /// <summary>How queries are understood in an association that has agreed on extensions.</summary>
    /// <param name="options">How they are without.</param>
    /// <param name="agreed">The extensions.</param>
    /// <param name="local">The time zone of what names none.</param>
    public static WorklistQueryOptions Adapt(
        WorklistQueryOptions options, QueryExtensions agreed, TimeZoneInfo local) => agreed == QueryExtensions.None
        ? options
        : options with
        {
            NameMatching = agreed.HasFlag(QueryExtensions.FuzzyNames) ? NameMatching.Fuzzy : options.NameMatching,
            LocalTimezone = agreed.HasFlag(QueryExtensions.TimezoneAdjustment) ? local : options.LocalTimezone,
        };

    private static bool IsOne(ReadOnlySpan<byte> information, int index) =>
        information.Length > index && information[index] == 1;
}
