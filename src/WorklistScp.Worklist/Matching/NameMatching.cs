namespace WorklistScp.Worklist.Matching;

/// <summary>How person names (VR PN) are compared.</summary>
public enum NameMatching
{
    /// <summary>
    /// Letter case and empty trailing components do not count; component groups are matched each on its own.
    /// </summary>
    IgnoreCase,

    /// <summary>As <see cref="IgnoreCase"/>, and accents do not count either.</summary>
    IgnoreAccents,

    /// <summary>
    /// As <see cref="IgnoreAccents"/>, and the order of words and their ends do not count (PS3.4 C.2.2.2.1.1).
    /// </summary>
    Fuzzy,

    /// <summary>As wlmscpfs does: the whole value, character by character.</summary>
    Exact,
}
