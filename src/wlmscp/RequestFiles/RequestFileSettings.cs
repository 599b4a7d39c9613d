namespace Wlmscp.RequestFiles;

/// <summary>Where the identifiers of queries are written to.</summary>
/// <param name="Directory">The directory.</param>
internal sealed record RequestFileSettings(string Directory)
{
    /// <summary>wlmscpfs's pattern.</summary>
    public const string DefaultFormat = "#t.dump";

    /// <summary>
    /// The names of the files: <c>#a</c> calling AE title, <c>#c</c> called AE title, <c>#i</c> process id,
    /// <c>#p</c> Patient ID, <c>#t</c> time.
    /// </summary>
    public string Format { get; init; } = DefaultFormat;
}
