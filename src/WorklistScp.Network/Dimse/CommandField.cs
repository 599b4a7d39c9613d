namespace WorklistScp.Network.Dimse;

/// <summary>Command Field (0000,0100): the kind of a message (PS3.7 annex E.1).</summary>
internal enum CommandField : ushort
{
    CFindRQ = 0x0020,
    CEchoRQ = 0x0030,
    CCancelRQ = 0x0fff,
    CFindRSP = 0x8020,
    CEchoRSP = 0x8030,
}
