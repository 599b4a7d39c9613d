using System.Text.Json;

namespace Wlmscp.Configuration;

/// <summary>A value of the configuration file, and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Path">Its place: <c>hl7.senders[1]</c>; empty: it is the whole.</param>
internal sealed record ConfigurationNode(JsonTokenType Kind, int Line, string Path)
{
    /// <summary>The text of a string, or of a number as it is written.</summary>
    public string Text { get; init; } = "";

    /// <summary>The members of an object, in their order; those that stand there twice too.</summary>
    public List<(string Name, ConfigurationNode Value)> Members { get; } = [];

    /// <summary>The elements of an array.</summary>
    public List<ConfigurationNode> Items { get; } = [];

    /// <summary>The path of a member.</summary>
    public string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    /// <summary>What it is, as faults quote it: start of a text, or the kind of another value.</summary>
    public string Quoted => Kind switch
    {
        JsonTokenType.String => $"\"{PrintableText.Start(Text, LongestQuote)}\"",
        JsonTokenType.Number => PrintableText.Start(Text, LongestQuote),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartArray => "a list",
        _ => "an object",
    };

    private const int LongestQuote = 40;
}
