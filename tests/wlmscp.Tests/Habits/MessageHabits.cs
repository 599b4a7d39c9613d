namespace Wlmscp.Tests.Habits;

/// <summary>
/// How libraries cut a C-FIND-RQ into fragments and P-DATA-TFs, and what they write into its command set; in context 3,
/// with the message ID 1.
/// </summary>
internal static class MessageHabits
{
    private const byte ContextID = 3;
    private const byte Command = 1;
    private const byte Last = 2;

    private static readonly WireWriter Implicit = new(IsExplicit: false);
    private static readonly DicomTag DataSetType = new(0x0000, 0x0800);
    private static readonly DicomTag Priority = new(0x0000, 0x0700);

    /// <summary>The bytes of each, of an identifier.</summary>
    public static Dictionary<string, Func<byte[], byte[]>> Messages { get; } = new()
    {
        ["a P-DATA-TF for each fragment"] = identifier => Pdus(
            [Fragment(Command | Last, CommandSet())],
            [Fragment(0, identifier[..20])], [Fragment(0, identifier[20..31])], [Fragment(Last, identifier[31..])]),
        ["fragments of the identifier in one P-DATA-TF"] = identifier => Pdus(
            [Fragment(Command | Last, CommandSet())],
            [Fragment(0, identifier[..20]), Fragment(0, identifier[20..31]), Fragment(Last, identifier[31..])]),
        ["command and identifier in one P-DATA-TF"] =
            identifier => Pdus([Fragment(Command | Last, CommandSet()), Fragment(Last, identifier)]),
        ["all fragments in one P-DATA-TF"] = identifier => Pdus(
            [
                Fragment(Command, CommandSet()[..9]), Fragment(Command | Last, CommandSet()[9..]),
                Fragment(0, identifier[..1]), Fragment(Last, identifier[1..]),
            ]),
        ["a command in two P-DATA-TFs"] = identifier => Pdus(
            [Fragment(Command, CommandSet()[..50])], [Fragment(Command | Last, CommandSet()[50..])],
            [Fragment(Last, identifier)]),
        ["the end of the command beside the start of the identifier"] = identifier => Pdus(
            [Fragment(Command, CommandSet()[..50])],
            [Fragment(Command | Last, CommandSet()[50..]), Fragment(0, identifier[..10])],
            [Fragment(Last, identifier[10..])]),
        ["an empty fragment that is the last"] = identifier => Pdus(
            [Fragment(Command | Last, CommandSet())], [Fragment(0, identifier)], [Fragment(Last, [])]),
        ["an empty fragment that is the first"] = identifier => Pdus(
            [Fragment(Command | Last, CommandSet())], [Fragment(0, [])], [Fragment(Last, identifier)]),
        ["a fragment for each byte"] = identifier => Pdus(
            [Fragment(Command | Last, CommandSet())],
            [.. identifier[..^1].Select(value => Fragment(0, [value])), Fragment(Last, identifier[^1..])]),

        ["Command Data Set Type 0000"] = identifier => Plain(CommandSet(Word(DataSetType, 0x0000)), identifier),
        ["Command Data Set Type 0001"] = identifier => Plain(CommandSet(Word(DataSetType, 0x0001)), identifier),
        ["Command Data Set Type 0102"] = identifier => Plain(CommandSet(Word(DataSetType, 0x0102)), identifier),
        ["Command Data Set Type 0202"] = identifier => Plain(CommandSet(Word(DataSetType, 0x0202)), identifier),
        ["Command Data Set Type FEFF"] = identifier => Plain(CommandSet(Word(DataSetType, 0xfeff)), identifier),
        ["Priority high"] = identifier => Plain(CommandSet(Word(Priority, 1)), identifier),
        ["Priority low"] = identifier => Plain(CommandSet(Word(Priority, 2)), identifier),
        ["Priority of no meaning"] = identifier => Plain(CommandSet(Word(Priority, 0x0fff)), identifier),
        ["command without group length"] =
            identifier => Plain(CommandSet()[12..], identifier),
        ["command with a wrong group length"] =
            identifier => Plain([.. CommandSet()[..8], 0, 0, 0, 0, .. CommandSet()[12..]], identifier),
        ["command with elements of ACR-NEMA"] = identifier => Plain(
            CommandSet(
                Implicit.Element(new(0x0000, 0x0001), "UL", [0, 1, 0, 0]),
                Implicit.Element(new(0x0000, 0x0010), "SH", "ACR-NEMA 2.0")),
            identifier),
        ["command with initiator and dialog receiver"] = identifier => Plain(
            CommandSet(
                Implicit.Element(new(0x0000, 0x0200), "AE", "CT1"), Implicit.Element(new(0x0000, 0x0300), "AE", "")),
            identifier),
    };

    // PS3.7 table 9.3-2, with these elements instead or as well.
    private static byte[] CommandSet(params byte[][] others)
    {
        byte[][] elements =
        [
            Implicit.Element(new(0x0000, 0x0002), "UI", DicomUID.ModalityWorklistInformationModelFind.UID),
            Word(new(0x0000, 0x0100), 0x0020),
            Word(new(0x0000, 0x0110), 1),
            Word(Priority, 0),
            Word(DataSetType, 0x0001),
        ];
        byte[] command = WireWriter.Sort(HabitScene.Merge(elements, others));
        return [.. Implicit.Element(new(0x0000, 0x0000), "UL", BitConverter.GetBytes(command.Length)), .. command];
    }

    private static byte[] Word(DicomTag tag, ushort value) =>
        Implicit.Element(tag, "US", [(byte)value, (byte)(value >> 8)]);

    private static byte[] Plain(byte[] command, byte[] identifier) =>
        Pdus([Fragment(Command | Last, command)], [Fragment(Last, identifier)]);

    // PS3.8 table 9-23, E.2: length | context ID | bit 0: command, bit 1: last | fragment.
    private static byte[] Fragment(int control, byte[] bytes) =>
        [.. RawPeer.Number(bytes.Length + 2), ContextID, (byte)control, .. bytes];

    private static byte[] Pdus(params byte[][][] pdus) =>
    [
        .. pdus.Select(fragments => fragments.SelectMany(fragment => fragment).ToArray())
            .SelectMany(content => (byte[])[4, 0, .. RawPeer.Number(content.Length), .. content]),
    ];
}
