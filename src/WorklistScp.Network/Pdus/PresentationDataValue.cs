namespace WorklistScp.Network.Pdus;

/// <summary>
/// A fragment of a message: presentation data value item and message control header (PS3.8 9.3.5.1, annex E.2).
/// </summary>
/// <param name="PresentationContextID">The presentation context; whether it was accepted is not yet checked.</param>
/// <param name="IsCommand">Whether the fragment is of a command set, else of a data set.</param>
/// <param name="IsLast">Whether it is the last fragment of that set.</param>
/// <param name="Data">The fragment.</param>
internal readonly record struct PresentationDataValue(
    byte PresentationContextID, bool IsCommand, bool IsLast, ReadOnlyMemory<byte> Data)
{
    /// <summary>
    /// What the item length counts besides the data, in bytes: context ID and message control header.
    /// </summary>
    public const int HeaderLength = 2;

    /// <summary>What a value takes in a P-DATA-TF besides its data: the item length too, in bytes.</summary>
    public const int Overhead = sizeof(uint) + HeaderLength;
}

/// <summary>The message control header of a presentation data value (PS3.8 annex E.2).</summary>
[Flags]
internal enum MessageControl : byte
{
    /// <summary>A fragment of a data set, others follow.</summary>
    None = 0,

    /// <summary>The fragment is of a command set.</summary>
    Command = 1,

    /// <summary>The fragment is the last.</summary>
    Last = 2,
}
