using System.Text;
using WorklistScp.Hl7.Mapping;

namespace WorklistScp.Hl7.Tests.Orders;

public sealed class UnusedFieldTests
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
    public void FindUnused_OrderedSteps_NamesFieldsWithoutAttribute() => Assert.Equal(
        [
            "PID-31: not used: a worklist has no attribute for it",
            "OBR-2: not used: another field says it, or it counts in other messages or with other settings",
            "OBR-3: not used: another field says it, or it counts in other messages or with other settings",
            "OBR-18: not used: another field says it, or it counts in other messages or with other settings",
            "OBX[2]-5: not used: a worklist has no attribute for it",
            "OBX[2]-6: not used: a worklist has no attribute for it",
            "ZZZ-1: not used: a worklist has no attribute for it",
        ],
        Hl7Interpreter.FindUnused(MessageTests.Parse(Encoding.ASCII.GetBytes(Message)), new Hl7MappingOptions())
            .Select(note => $"{note}"));
}
