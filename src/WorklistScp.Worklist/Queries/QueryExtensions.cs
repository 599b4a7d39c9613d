namespace WorklistScp.Worklist.Queries;

/// <summary>How queries may be matched where both sides have agreed on it (PS3.4 K.5.1).</summary>
[Flags]
public enum QueryExtensions
{
    /// <summary>As they are without an agreement.</summary>
    None = 0,

    /// <summary>Fuzzy semantic matching of person names.</summary>
    FuzzyNames = 1,

    /// <summary>Timezone query adjustment.</summary>
    TimezoneAdjustment = 2,
}
