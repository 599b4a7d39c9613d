namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>A query, and how it is asked.</summary>
/// <param name="Query">The query.</param>
/// <param name="Associations">How many associations ask at the same time.</param>
internal sealed record Scenario(Query Query, int Associations = 1)
{
    /// <summary>The size of an area that many associations ask.</summary>
    public const int CrowdedEntries = 1_000;

    /// <summary>The size of an area that changes between queries.</summary>
    public const int ChangedEntries = 10_000;

    /// <summary>The usual query of a modality.</summary>
    public static Scenario Selective { get; } = new(Query.Selective);

    /// <summary>The largest answer.</summary>
    public static Scenario Universal { get; } = new(Query.Universal);

    /// <summary>One file is new at each query.</summary>
    public static Scenario Changed { get; } = new(Query.Selective) { ChangesFile = true };

    /// <summary>More associations than wlmscpfs, which has a process for each, is asked to bear.</summary>
    public static Scenario Crowd { get; } = new(Query.Selective, 1_000) { QueriesEach = 10 };

    /// <summary>Whether a file is replaced before each query.</summary>
    public bool ChangesFile { get; private init; }

    /// <summary>
    /// How many queries each association asks, of wlmscp only, and refused or failed ones are counted; null: as time
    /// allows, and none may fail.
    /// </summary>
    public int? QueriesEach { get; private init; }

    /// <summary>What reports call it.</summary>
    public string Name => ChangesFile ? $"{Query.Name}, one file new" : Query.Name;

    /// <summary>With another number of associations.</summary>
    public Scenario With(int associations) => this with { Associations = associations };

    /// <summary>All that an area of so many entries is measured with, in order.</summary>
    public static IEnumerable<Scenario> For(int entries) =>
    [
        Selective, Universal,
        .. entries == ChangedEntries ? [Changed] : Array.Empty<Scenario>(),
        .. entries == CrowdedEntries
            ? [Selective.With(16), Universal.With(16), Selective.With(48), Universal.With(48), Crowd]
            : Array.Empty<Scenario>(),
    ];
}
