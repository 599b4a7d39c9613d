namespace WorklistScp.Network.Dimse;

/// <summary>C-FIND-RSP (PS3.7 9.3.2.2), with the fields of PS3.7 annex C.</summary>
/// <param name="MessageID">The message ID of the request.</param>
/// <param name="SOPClass">The affected SOP class.</param>
/// <param name="Status">The status.</param>
/// <param name="HasIdentifier">Whether an identifier follows.</param>
internal sealed record CFindRSP(ushort MessageID, DicomUID SOPClass, DicomStatus Status, bool HasIdentifier)
    : DimseCommand(HasIdentifier)
{
    /// <summary>The attributes that caused the failure.</summary>
    public IReadOnlyList<DicomTag> OffendingElements { get; init; } = [];

    /// <summary>What went wrong; null when there is nothing to say.</summary>
    public string? ErrorComment { get; init; }
}
