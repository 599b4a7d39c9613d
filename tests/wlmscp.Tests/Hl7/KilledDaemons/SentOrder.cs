using System.Globalization;
using System.Text;

namespace Wlmscp.Tests.Hl7.KilledDaemons;

/// <summary>An order as its sender knows it: what the last message made of it that was acknowledged.</summary>
/// <param name="Number">What all its identifiers begin with; at most 10 characters.</param>
/// <param name="Area">The storage area that its messages name.</param>
/// <param name="Steps">How many steps it has.</param>
/// <param name="HasUid">Whether its messages have the Study Instance UID.</param>
internal sealed record SentOrder(string Number, string Area, int Steps, bool HasUid)
{
    private static readonly DateTime Start = new(2026, 11, 1);

    /// <summary>What its description says; 0: nothing was sent yet.</summary>
    public int Version { get; init; }

    /// <summary>Whether it was canceled.</summary>
    public bool IsCanceled { get; init; }

    /// <summary>What its entries are, a line each.</summary>
    public IEnumerable<string> Entries => Enumerable.Range(1, Steps).Select(step => LineOf(
        Area, IsCanceled, $"{Number}-{step}", Number, $"V{Version}", IsCanceled ? "CANCELED" : "SCHEDULED"));

    /// <summary>A line for an entry.</summary>
    public static string LineOf(string area, bool isDone, string step, string accession, string description, string status) =>
        $"{area}{(isDone ? "/done" : "")} {step} {accession} {description} {status}";

    /// <summary>A message that makes of the order before what this is.</summary>
    /// <param name="control">ORC-1.</param>
    /// <param name="count">The number of the message among those of its sender, and when it is written.</param>
    public byte[] ToMessage(string control, int count)
    {
        string sent = Start.AddSeconds(count).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var message = new StringBuilder(
            $"MSH|^~\\&|RIS|CLINIC|WLMSCP|{Area}|{sent}||ORM^O01|{Number}.{count}|P|2.3.1\r"
            + $"PID|||{Number}^^^CLINIC||DOE^JANE||19600101|F\r");
        for (var step = 1; step <= Steps; step++)
        {
            message.Append(
                CultureInfo.InvariantCulture,
                $"ORC|{control}||F{Number}||{(IsCanceled ? "CA" : "SC")}\r"
                + $"OBR|{step}||F{Number}|V{Version}^V{Version}^L||||||||||||||{Number}|{Number}|{Number}-{step}||||CT|||1^^^20261128093000\r");
        }

        if (HasUid)
        {
            message.Append(CultureInfo.InvariantCulture, $"ZDS|1.2.276.0.7777.{string.Join('.', Number.Select(c => (int)c))}\r");
        }

        return Encoding.ASCII.GetBytes($"{message}");
    }
}
