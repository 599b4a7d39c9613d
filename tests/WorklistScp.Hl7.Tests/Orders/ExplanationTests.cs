using System.Text;
using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;

namespace WorklistScp.Hl7.Tests.Orders;

/// <summary>What became of each field of a message.</summary>
public sealed class ExplanationTests
{
    private const string Message = """
        MSH|^~\&|RIS|CLINIC|WLMSCP|RADIOLOGY|20261201||OMI^O23|1|P|2.5.1
        PID|1||4711^^^CLINIC||Doe^Jane||||||||||||||||||||||||||Y
        PV1|1|I|W1
        ORC|NW|PL-1|FI-1||SC
        OBR|1|PL-1|FI-1|CHEST^Chest^L||||||||||||||A-1
        IPC|A-1|RP-1|1.2.3|S1|DX|PA^PA^L
        OBX|1|NM|3141-9^BODY WEIGHT^LN||71.5|kg
        OBX|2|NM|1234-5^OTHER^LN||1.1|mg
        ZZZ|of our own
        """;

    [Fact]
    public void Explain_Order_SaysOfEachFieldWhatBecameOfIt() => Assert.Equal(
        [
            "PID-3 PatientID IssuerOfPatientID", "PID-5 PatientName",
            "PID-31: not used: a worklist has no attribute for it",
            "PV1-2 RouteOfAdmissions", "PV1-3 CurrentPatientLocation",
            "ORC-1: says what becomes of the steps",
            "ORC-2 PlacerOrderNumberImagingServiceRequest",
            "ORC-3 FillerOrderNumberImagingServiceRequest",
            "ORC-5: says what becomes of the steps",
            "OBR-2: not used: ORC-2 says it", "OBR-3: not used: ORC-3 says it",
            "OBR-4 RequestedProcedureDescription RequestedProcedureCodeSequence",
            "OBR-18: not used: IPC-1 says it",
            "IPC-1 AccessionNumber", "IPC-2 RequestedProcedureID",
            "IPC-3 StudyInstanceUID", "IPC-4 ScheduledProcedureStepID", "IPC-5 Modality",
            "IPC-6 ScheduledProcedureStepDescription ScheduledProtocolCodeSequence",
            "OBX-3 PatientWeight", "OBX-5 PatientWeight", "OBX-6 PatientWeight",
            "OBX[2]-3: says what OBX-5 is",
            "OBX[2]-5: not used: a worklist has no attribute for it",
            "OBX[2]-6: not used: a worklist has no attribute for it",
            "ZZZ-1: not used: a worklist has no attribute for it",
        ],
        Explain(Message));

    [Fact]
    public void Explain_ChangeOfOrder_SaysThatThePatientIsOfNewEntriesOnly()
    {
        IReadOnlyList<string> lines = Explain(Message.Replace("ORC|NW", "ORC|XO", StringComparison.Ordinal));

        Assert.Contains("PID-5 PatientName: for new entries only", lines);
        Assert.Contains("IPC-5 Modality", lines);
    }

    [Fact]
    public void Explain_Cancellation_SaysThatThePatientStays() => Assert.Contains(
        "PID-5 PatientName: not changed by this message",
        Explain(Message.Replace("ORC|NW", "ORC|CA", StringComparison.Ordinal)));

    [Fact]
    public void Explain_Transfer_ChangesTheLocationAlone()
    {
        IReadOnlyList<string> lines = Explain("MSH|^~\\&|||||20261201||ADT^A02|1|P|2.5\rPID|||1||Doe^Jane\rPV1||I|W2");

        Assert.Contains("PID-5 PatientName: not changed by this message", lines);
        Assert.Contains("PV1-3 CurrentPatientLocation", lines);
    }

    [Fact]
    public void Explain_Merge_SaysWhichPatientEnds() => Assert.Equal(
        ["PID-3 PatientID", "PID-5 PatientName", "MRG-1 PatientID: the patient whose ID ends"],
        Explain("MSH|^~\\&|||||20261201||ADT^A40|1|P|2.5\rPID|||2||Doe^Jane\rMRG|1"));

    [Fact]
    public void Explain_EmptiedField_IsAnAttributeWithoutValue() => Assert.Contains(
        "PID-13 PatientTelephoneNumbers PatientTelecomInformation",
        Explain("MSH|^~\\&|||||20261201||ADT^A08|1|P|2.5\rPID|||2||Doe^Jane||||||||\"\""));

    [Fact]
    public void Explain_TextOfACharacterSetThatIsTooSmall_NamesEachFieldOnce()
    {
        var options = new Hl7MappingOptions { CharacterSet = Dicom.CharacterSets.SpecificCharacterSet.Parse("ISO_IR 100") };
        Hl7Explanation explanation = Hl7Interpreter.Explain(
            MessageTests.Parse(Encoding.UTF8.GetBytes(Message.Replace("Doe^Jane", "山田^太郎", StringComparison.Ordinal))),
            options, DateTimeOffset.UnixEpoch);

        Assert.Single(explanation.Orders);
        Assert.Single(explanation.Fields, field => $"{field.Path}" == "PID-5");
    }

    [Theory]
    [InlineData("ORC|NW", "ORC|SN")]
    [InlineData("ORC|NW", "ORC|NA")]
    [InlineData("4711", "")]
    public void Explain_NothingToDo_HasNoFields(string text, string by) =>
        Assert.Empty(Explain(Message.Replace(text, by, StringComparison.Ordinal)));

    private static IReadOnlyList<string> Explain(string message) =>
    [
        .. Hl7Interpreter.Explain(MessageTests.Parse(Encoding.UTF8.GetBytes(message)), new Hl7MappingOptions(), DateTimeOffset.UnixEpoch)
            .Fields.Select(field => string.Join(' ', field.Attributes.Select(made => NameOf(made.Item.Tag)).Prepend($"{field.Path}"))
                + (field.Reason is null ? "" : $": {field.Reason}")),
    ];

    private static string NameOf(DicomTag tag) =>
        DicomDictionary.TryFind(tag, out DicomDictionaryEntry entry) ? entry.Keyword : $"{tag}";
}
