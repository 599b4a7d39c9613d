namespace Wlmscp.Configuration;

/// <summary>Something that is wrong in the configuration file, or doubtful.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Path">Where it stands: <c>hl7.senders[1].address</c>; empty: it is about the file.</param>
/// <param name="Text">What is wrong, and what was expected.</param>
internal sealed record ConfigurationFault(int Line, string Path, string Text)
{
    /// <summary>Whether the file can be used nevertheless.</summary>
    public bool IsWarning { get; init; }

    /// <summary>The storage area on which it depends; null: it is wrong in any case.</summary>
    public string? Area { get; init; }

    /// <summary>Whether it is wrong where there is no such area, else where there is one.</summary>
    public bool IsOfMissingArea { get; init; }

    /// <summary>Whether it is so where there are these storage areas.</summary>
    /// <param name="areas">Their names; none: it is not known which there are.</param>
    public bool IsOf(IReadOnlyCollection<string> areas) =>
        Area is null || (areas.Count > 0 && areas.Contains(Area) != IsOfMissingArea);

    /// <summary>In a line.</summary>
    /// <param name="file">The file.</param>
    public string In(string file) => $"{file}:{Line}: {(Path.Length > 0 ? $"{Path}: " : "")}{Text}";
}
