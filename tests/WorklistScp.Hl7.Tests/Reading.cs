using System.Text;

namespace WorklistScp.Hl7.Tests;

/// <summary>Messages of a few lines, read.</summary>
internal static class Reading
{
    public const string Header = @"MSH|^~\&|RIS|NORTHCLINIC|WLMSCP|RADIOLOGY|20261201081500||ORM^O01|M0001|P|2.3.1";

    public static Hl7Message Read(params string[] segments) =>
        Read(Encoding.UTF8.GetBytes(string.Join('\r', segments)));

    public static Hl7Message Read(byte[] bytes, Hl7CharacterSetChoice? choice = null)
    {
        bool isRead = Hl7Message.TryParse(
            bytes, Hl7Limits.Default, choice ?? Hl7CharacterSetChoice.Default,
            out Hl7Message? message, out Hl7Fault? fault);
        Assert.True(isRead, fault?.ToString());
        return message!;
    }

    public static Hl7Fault Refused(string text, Hl7Limits? limits = null)
    {
        Assert.False(Hl7Message.TryParse(
            Encoding.UTF8.GetBytes(text), limits ?? Hl7Limits.Default, out _, out Hl7Fault? fault));
        return fault;
    }
}
