using System.Text;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Fuzz.Targets;

/// <summary>A line with the value of Specific Character Set, then the bytes of a value.</summary>
internal sealed class CharacterSetTarget : FuzzTarget
{
    private const char Replacement = '\ufffd';

    private static readonly string[] Terms =
    [
        "", "ISO_IR 100", "ISO_IR 101", "ISO_IR 109", "ISO_IR 110", "ISO_IR 144", "ISO_IR 127", "ISO_IR 126",
        "ISO_IR 138", "ISO_IR 148", "ISO_IR 203", "ISO_IR 13", "ISO_IR 166", "ISO_IR 192", "GB18030", "GBK",
        "\\ISO 2022 IR 87", "ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159", "\\ISO 2022 IR 149",
        "\\ISO 2022 IR 58", "ISO 2022 IR 6\\ISO 2022 IR 100\\ISO 2022 IR 144\\ISO 2022 IR 126",
    ];

    private static readonly string[] Values =
    [
        "Vivaldi^Antonio", "Buc^J\u00e9r\u00f4me\\\u00c4neas^R\u00fcdiger",
        "1b2442 3b33 4545 1b284a 5e 1b2442 4240 4f3a",
        "1b242943 fbf3 5e 1b242943 d1ce d4d7", "cdf5 5e d0a1 b6ab", "8140 8230 8130 ff", "d4cfc4 1b284a d4cf",
    ];

    private static readonly DicomVR[] VRs =
        [DicomVR.PN, DicomVR.LO, DicomVR.SH, DicomVR.ST, DicomVR.UT, DicomVR.CS, DicomVR.DA];

    /// <inheritdoc/>
    public override string Name => "charset";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. from term in Terms
           from value in Values
           select (byte[])[.. Encoding.ASCII.GetBytes(term), (byte)'\n', .. Bytes(value)],
    ];

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        int end = Math.Max(0, input.AsSpan().IndexOf((byte)'\n'));
        if (!SpecificCharacterSet.TryParse(Encoding.Latin1.GetString(input, 0, end), out SpecificCharacterSet? set))
        {
            return false;
        }

        byte[] value = input[end..];
        foreach (DicomVR vr in VRs)
        {
            string text = set.Decode(value, vr);
            if (set.TryEncode(text, vr, out byte[] bytes, out _) && !text.Contains(Replacement)
                && set.Decode(bytes, vr) != text)
            {
                throw new FindingException($"'{text}' in {set}, {vr} is decoded as '{set.Decode(bytes, vr)}'");
            }
        }

        return true;
    }

    private static byte[] Bytes(string value) => value.All(c => char.IsAsciiHexDigitLower(c) || c == ' ')
        ? Convert.FromHexString(value.Replace(" ", "", StringComparison.Ordinal))
        : Encoding.Latin1.GetBytes(value);
}
