namespace WorklistScp.Network.Pdus;

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
