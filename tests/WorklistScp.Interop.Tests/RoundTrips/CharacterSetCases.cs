namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>Names and texts in each character set of PS3.3 C.12.1.1.2.</summary>
internal static class CharacterSetCases
{
    private static readonly (string Terms, string Name, string Text)[] Texts =
    [
        ("ISO_IR 100", "Äneas^Rüdiger", "Größe: 1 µm"),
        ("ISO_IR 101", "Dvořák^Antonín", "Příliš žluťoučký"),
        ("ISO_IR 109", "Ġużeppi^Ħal", "Ċavetta"),
        ("ISO_IR 110", "Šāņēķ^Ģirts", "Ūdens"),
        ("ISO_IR 126", "Διονυσιος^Άννα", "Κεφάλι"),
        ("ISO_IR 127", "قباني^لنزار", "رأس"),
        ("ISO_IR 138", "שרון^דבורה", "ראש"),
        ("ISO_IR 144", "Люкceмбypг^Ян", "Голова"),
        ("ISO_IR 148", "Ayşe^Iğdır", "Göğüs"),
        ("ISO_IR 166", "สมชาย^ใจดี", "ศีรษะ"),
        ("ISO_IR 203", "Œuvre^Š", "10 €"),
        ("ISO_IR 13", "ﾔﾏﾀﾞ^ﾀﾛｳ", "ｱﾀﾏ"),
        ("ISO_IR 192", "Wang^XiaoDong=王^小东=ワン^シャオドン", "頭 Kopf голова 🩻"),
        ("GB18030", "Wang^XiaoDong=王^小东", "头部 €𠀀"),
        ("GBK", "Wang^XiaoDong=王^小东", "头部"),
        ("\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう", "頭部"),
        ("ISO 2022 IR 6\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう", "頭部 CT"),
        ("ISO 2022 IR 13\\ISO 2022 IR 87", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう", "頭部"),
        ("\\ISO 2022 IR 87\\ISO 2022 IR 159", "Yamada^Tarou=山丂^太郎", "丂"),
        ("\\ISO 2022 IR 149", "Hong^Gildong=洪^吉洞=홍^길동", "머리"),
        ("\\ISO 2022 IR 58", "Zhang^XiaoDong=张^小东", "头部"),
        ("ISO 2022 IR 100\\ISO 2022 IR 144", "Müller^Иван", "Größe Голова"),
    ];

    /// <summary>A case for each.</summary>
    public static IEnumerable<RoundTripCase> All => Texts.Select(each => new RoundTripCase(
        $"charset{each.Terms.Replace(" ", "", StringComparison.Ordinal).Replace('\\', '+')}",
        DicomTransferSyntax.ExplicitVRLittleEndian, Of(each.Terms, each.Name, each.Text)));

    /// <summary>Attributes of each VR to which a character set applies.</summary>
    public static Sample[] Of(string terms, string name, string text) =>
    [
        new SampleElement(DicomTag.SpecificCharacterSet, DicomVR.CS, terms.Split('\\')),
        new SampleElement(DicomTag.PatientName, DicomVR.PN, name),
        new SampleElement(DicomTag.OtherPatientNames, DicomVR.PN, name, "Doe^Jane", name),
        new SampleElement(DicomTag.SelectorLOValue, DicomVR.LO, text, "plain", text),
        new SampleElement(DicomTag.SelectorLTValue, DicomVR.LT, $"{text}\\{text}"),
        new SampleElement(DicomTag.SelectorSHValue, DicomVR.SH, text),
        new SampleElement(DicomTag.SelectorSTValue, DicomVR.ST, $" {text}"),
        new SampleElement(DicomTag.SelectorUCValue, DicomVR.UC, text, text),
        new SampleElement(DicomTag.SelectorUTValue, DicomVR.UT, $"{text}, {text}"),
        new SampleSequence(
            DicomTag.SelectorCodeSequenceValue, [new SampleElement(DicomTag.CodeMeaning, DicomVR.LO, text)]),
    ];
}
