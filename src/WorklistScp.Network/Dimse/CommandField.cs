namespace WorklistScp.Network.Dimse;

/// <summary>Command Field (0000,0100): the kind of a message (PS3.7 annex E.1). Responses have the highest bit.</summary>
internal enum CommandField : ushort
{
    CFindRQ = 0x0020,
    CEchoRQ = 0x0030,
    NEventReportRQ = 0x0100,
    NGetRQ = 0x0110,
    NSetRQ = 0x0120,
    NActionRQ = 0x0130,
    NCreateRQ = 0x0140,
    NDeleteRQ = 0x0150,
    CCancelRQ = 0x0fff,
    CFindRSP = 0x8020,
    CEchoRSP = 0x8030,
    NGetRSP = 0x8110,
    NSetRSP = 0x8120,
    NCreateRSP = 0x8140,
}

/// <summary>What follows of a command field.</summary>
internal static class CommandFields
{
    private const ushort ResponseBit = 0x8000;

    /// <summary>The name of the service (PS3.7 9 and 10); null for a number that this implementation does not have.</summary>
    public static string? ServiceOf(CommandField field) => RequestOf(field) switch
    {
        CommandField.CFindRQ => "C-FIND",
        CommandField.CEchoRQ => "C-ECHO",
        CommandField.NEventReportRQ => "N-EVENT-REPORT",
        CommandField.NGetRQ => "N-GET",
        CommandField.NSetRQ => "N-SET",
        CommandField.NActionRQ => "N-ACTION",
        CommandField.NCreateRQ => "N-CREATE",
        CommandField.NDeleteRQ => "N-DELETE",
        CommandField.CCancelRQ when !IsResponse(field) => "C-CANCEL",
        _ => null,
    };

    /// <summary>Whether it is that of a response.</summary>
    public static bool IsResponse(CommandField field) => ((ushort)field & ResponseBit) != 0;

    /// <summary>Whether it is that of a service for instances, an N-service (PS3.7 7.5).</summary>
    public static bool IsOfInstances(CommandField field) =>
        IsOfNoService(field)
        || RequestOf(field) is CommandField.NGetRQ or CommandField.NSetRQ or CommandField.NCreateRQ;

    /// <summary>Whether it is known only to be refused: no service of this implementation has it.</summary>
    public static bool IsOfNoService(CommandField field) =>
        RequestOf(field) is CommandField.NEventReportRQ or CommandField.NActionRQ or CommandField.NDeleteRQ;

    /// <summary>That of the response to a request.</summary>
    public static CommandField ResponseTo(CommandField request) => (CommandField)((ushort)request | ResponseBit);

    /// <summary>
    /// Whether its requests name an instance that is there, and so a requested SOP class, not an affected one
    /// (PS3.7 10.3).
    /// </summary>
    public static bool NamesRequestedInstance(CommandField field) =>
        field is CommandField.NGetRQ or CommandField.NSetRQ or CommandField.NActionRQ or CommandField.NDeleteRQ;

    /// <summary>Whether a data set may follow.</summary>
    public static bool MayHaveDataSet(CommandField field) =>
        field is not (CommandField.CEchoRQ or CommandField.CEchoRSP or CommandField.CCancelRQ or CommandField.NGetRQ
            or CommandField.NDeleteRQ);

    private static CommandField RequestOf(CommandField field) => (CommandField)((ushort)field & ~ResponseBit);
}
