using System.Text;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;

namespace WorklistScp.Hl7.Tests.Orders;

/// <summary>What ORC-1 and ORC-5 do, each code with each status.</summary>
public sealed class OrderControlTests
{
    private const int LongestText = 80; // MSA-3

    private static readonly string[] Statuses = ["", "SC", "IP", "CM", "A", "HD", "CA", "DC", "ER", "RP"];

    [Theory]
    [InlineData("NW RO CH", "/SC/IP/HD", StepAction.Create, "SCHEDULED")]
    [InlineData("XO", "/SC/IP", StepAction.Change, "")]
    [InlineData("XX RU SC", "/SC", StepAction.Change, "")]
    [InlineData("SC", "IP", StepAction.Begin, "STARTED")]
    [InlineData("XO SC", "CM/A", StepAction.End, "COMPLETED")]
    [InlineData("SC", "DC", StepAction.Stop, "DISCONTINUED")]
    [InlineData("CA OC CR RP", "/SC/IP/CM/A/HD/CA/DC/ER/RP", StepAction.End, "CANCELED")]
    [InlineData("DC OD DR", "/SC/IP/CM/A/HD/CA/DC/ER/RP", StepAction.Stop, "DISCONTINUED")]
    [InlineData("HD OH", "/SC/IP/CM/A/HD/CA/DC/ER/RP", StepAction.Hold, "")]
    [InlineData("RL OE", "/SC/IP/CM/A/HD/CA/DC/ER/RP", StepAction.Release, "")]
    public void Read_KnownPair_HasAction(string codes, string statuses, StepAction action, string status)
    {
        foreach (string code in codes.Split(' '))
        {
            foreach (string orderStatus in statuses.Split('/'))
            {
                OrderedStep step = Assert.Single(Assert.IsType<Hl7Meaning.Order>(Read(code, orderStatus)).Steps);
                Assert.Equal((code, orderStatus, action, status), (code, orderStatus, step.Action, step.Status));
            }
        }
    }

    [Theory]
    [InlineData("NW RO CH", "CM/A/CA/DC/ER/RP")]
    [InlineData("XO", "HD/CA/DC/ER/RP")]
    [InlineData("SC", "HD/CA/ER/RP")]
    [InlineData("XX RU", "IP/CM/A/HD/CA/DC/ER/RP")]
    public void Read_OtherStatus_IsRefusedAndSaysWhichAreKnown(string codes, string statuses)
    {
        foreach (string code in codes.Split(' '))
        {
            foreach (string status in statuses.Split('/'))
            {
                Hl7Fault fault = Assert.IsType<Hl7Meaning.Refused>(Read(code, status)).Fault;
                Assert.Equal((Hl7ErrorCode.TableValueNotFound, "ORC-5"), (fault.Code, $"{fault.Path}"));
                Assert.Contains("none, SC", fault.Text, StringComparison.Ordinal);
                Assert.True(fault.Text.Length <= LongestText, fault.Text);
            }
        }
    }

    [Theory]
    [InlineData("NA OK UA UC UD UH UR UX OF DE SR SS PA PY LI UN")]
    public void Read_Reply_ChangesNothing(string codes) =>
        Assert.All(codes.Split(' '), code => Assert.All(
            Statuses, status => Assert.IsType<Hl7Meaning.Acknowledged>(Read(code, status))));

    [Theory]
    [InlineData("SN")]
    [InlineData("ZZ")]
    [InlineData("nw")]
    public void Read_OtherCode_IsRefusedAndSaysWhichAreKnown(string code)
    {
        Hl7Fault fault = Assert.IsType<Hl7Meaning.Refused>(Read(code, "SC")).Fault;

        Assert.Equal((Hl7ErrorCode.TableValueNotFound, "ORC-1"), (fault.Code, $"{fault.Path}"));
        Assert.Contains("NW, RO, CH", fault.Detail, StringComparison.Ordinal);
        Assert.Contains("NW RO CH SC XO", fault.Text, StringComparison.Ordinal);
        Assert.True(fault.Text.Length <= LongestText, fault.Text);
    }

    [Theory]
    [InlineData("A01 A04 A05 A06 A07 A08 A28 A31", typeof(Hl7Meaning.PatientUpdate))]
    [InlineData("A02", typeof(Hl7Meaning.PatientUpdate))]
    [InlineData("A18 A34 A36 A40 A47", typeof(Hl7Meaning.PatientMerge))]
    [InlineData("A03 A10 A11 A12 A13 A38", typeof(Hl7Meaning.Acknowledged))]
    [InlineData("A43 A44 A60 X", typeof(Hl7Meaning.Refused))]
    public void Read_EventOfPatient_HasItsMeaning(string events, Type meaning) =>
        Assert.All(events.Split(' '), code => Assert.IsType(meaning, Read(
            $"MSH|^~\\&|||||20261201||ADT^{code}|1|P|2.5\rPID|||2||Doe^Jane\rMRG|1\rPV1|||W1")));

    private static Hl7Meaning Read(string code, string status) => Read(
        $"MSH|^~\\&|||||20261201||ORM^O01|1|P|2.3.1\rPID|||1||Doe^Jane\rORC|{code}||||{status}\r"
        + "OBR||||CHEST^Chest^L||||||||||||||A-1|RP-1|SPS-1||||DX");

    private static Hl7Meaning Read(string message) => Hl7Interpreter.Read(
        MessageTests.Parse(Encoding.ASCII.GetBytes(message)), new Hl7MappingOptions(), DateTimeOffset.UnixEpoch);
}
