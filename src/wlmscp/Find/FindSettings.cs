using WorklistScp.Worklist.Queries;
using WorklistScp.Worklist.Responses;

namespace Wlmscp.Find;

/// <summary>How queries are understood and answered.</summary>
internal sealed record FindSettings
{
    /// <summary>How identifiers are read.</summary>
    public WorklistQueryOptions Query { get; init; } = new();

    /// <summary>The extensions that peers may have which ask for them (PS3.4 K.5.1).</summary>
    public QueryExtensions Extensions { get; init; }

    /// <summary>The character set of responses.</summary>
    public ResponseCharacterSet CharacterSet { get; init; } = ResponseCharacterSet.WhenNeeded;

    /// <summary>Whether a query with a key that cannot match is answered with A900.</summary>
    public bool FailOnInvalidQuery { get; init; } = true;

    /// <summary>How long to wait before a query is looked at.</summary>
    public TimeSpan DelayBefore { get; init; }

    /// <summary>How long to wait after the final response before the association goes on.</summary>
    public TimeSpan DelayAfter { get; init; }

    /// <summary>How long to wait before each response.</summary>
    public TimeSpan DelayDuring { get; init; }
}
