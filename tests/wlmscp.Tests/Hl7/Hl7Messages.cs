using System.Text;

namespace Wlmscp.Tests.Hl7;

/// <summary>Messages of nobody real.</summary>
internal static class Hl7Messages
{
    private static readonly string Examples =
        Path.Join(WlmscpProgram.RepositoryRoot, "tests", "WorklistScp.Hl7.Tests", "Examples");

    /// <summary>The examples, by name in their order, as files have them: lines end with LF or CR.</summary>
    public static (string Name, byte[] Bytes)[] AllExamples() =>
    [
        .. Directory.GetFiles(Examples, "*.hl7").Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file))),
    ];

    /// <summary>An order of one step.</summary>
    public static byte[] Order(string controlID = "M1", string end = "\r") => Encoding.ASCII.GetBytes(string.Join(
        end,
        $"MSH|^~\\&|RIS|CLINIC|WLMSCP|RADIOLOGY|20261127080000||ORM^O01|{controlID}|P|2.3.1",
        "PID|1||4711^^^HOSP||TEST^PATIENT||19600101|F",
        "PV1||O|CT^ROOM1",
        "ORC|NW|P1|F1||SC",
        "OBR|1|P1|F1|CTHEAD^CT of the head^L||||||||||||||A1||||||CT|||1^^^20261128093000",
        "ZDS|1.2.826.0.1.3680043.9.9999.1^WLMSCP^Application^DICOM",
        ""));

    /// <summary>A short order of its own patient: its number is that of all it has.</summary>
    public static byte[] ShortOrder(string number) => Encoding.ASCII.GetBytes(
        $"MSH|^~\\&|RIS||||20261127080000||ORM^O01|{number}|P|2.3\rPID|||{number}||TEST^PATIENT\r"
        + $"ORC|NW||{number}\rOBR|||{number}|CT^CT||||||||||||||||||||CT\r");

    /// <summary>An order without a patient, which is refused.</summary>
    public static byte[] OrderOfNobody(string controlID) =>
        Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(Order(controlID)).Replace("4711^^^HOSP", ""));

    /// <summary>A message in its frame: <c>0x0B message 0x1C 0x0D</c>.</summary>
    public static byte[] Framed(byte[] message) => [0x0b, .. message, 0x1c, 0x0d];
}
