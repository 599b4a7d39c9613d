namespace WorklistScp.Network.Pdus;

/// <summary>A fragment of a message: presentation data value item and message control header (PS3.8 9.3.5.1, annex E.2).</summary>
/// <param name="PresentationContextID">The presentation context, odd.</param>
/// <param name="IsCommand">Whether the fragment is of a command set, else of a data set.</param>
/// <param name="IsLast">Whether it is the last fragment of that set.</param>
/// <param name="Data">The fragment.</param>
internal readonly record struct PresentationDataValue(
    byte PresentationContextID, bool IsCommand, bool IsLast, ReadOnlyMemory<byte> Data);
