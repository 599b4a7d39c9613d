using System.CommandLine;

namespace Wlmscp.CommandLine.Options;

/// <summary>Whether peers have to ask for the server by its name (RFC 6066 section 3).</summary>
internal sealed class ServerNameOptions
{
    private readonly Option<string?> _expected = ValueParsers.Text(
        "--expect-sni", "NAME", "serve only peers that ask for a server of this name (default: any, or none)");

    private readonly Exclusive<string?> _name;

    /// <summary>Makes the options.</summary>
    public ServerNameOptions()
    {
        _name = new(
            (ValueParsers.Flag("--no-sni", "peers may ask for any name, or none (default)"), _ => null),
            (_expected, result => result.GetValue(_expected)));
    }

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> Options => _name.Options;

    /// <summary>The name; null: any, or none.</summary>
    public string? Read(ParseResult result) => _name.Read(result, null);
}
