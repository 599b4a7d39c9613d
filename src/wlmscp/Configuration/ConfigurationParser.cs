using System.Text;
using System.Text.Json;

namespace Wlmscp.Configuration;

/// <summary>Reads JSON with comments and trailing commas, and keeps the line of each value.</summary>
internal ref struct ConfigurationParser
{
    private const int MaxDepth = 32;

    private readonly ReadOnlySpan<byte> _bytes;
    private Utf8JsonReader _reader;
    private int _line = 1;
    private int _counted;

    private ConfigurationParser(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions
        {
            AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth,
        });
    }

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">What it holds, in UTF-8.</param>
    /// <param name="faults">Receives why it cannot be read.</param>
    /// <returns>What stands in it; null: it is no JSON.</returns>
    public static ConfigurationNode? Parse(ReadOnlySpan<byte> bytes, List<ConfigurationFault> faults)
    {
        ReadOnlySpan<byte> text = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        var parser = new ConfigurationParser(text);
        if (text.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            faults.Add(new ConfigurationFault(1, "", "empty, expected {} at least"));
            return null;
        }

        try
        {
            parser._reader.Read();
            ConfigurationNode node = parser.ReadValue("");
            parser._reader.Read(); // what comes behind it is a fault
            return node;
        }
        catch (JsonException e)
        {
            faults.Add(new ConfigurationFault((int)(e.LineNumber ?? 0) + 1, "", $"no JSON: {ReasonOf(e)}"));
        }
        catch (InvalidOperationException)
        {
            faults.Add(new ConfigurationFault(parser.LineHere(), "", "text that is not UTF-8, expected JSON in UTF-8"));
        }

        return null;
    }

    // Without the place, which is told in a form of its own.
    private static string ReasonOf(JsonException e)
    {
        int place = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (place < 0 ? e.Message : e.Message[..place]).TrimEnd('.', ' ');
    }

    private ConfigurationNode ReadValue(string path)
    {
        var node = new ConfigurationNode(_reader.TokenType, LineHere(), path)
        {
            Text = _reader.TokenType switch
            {
                JsonTokenType.String => _reader.GetString()!,
                JsonTokenType.Number => Encoding.UTF8.GetString(_reader.ValueSpan),
                _ => "",
            },
        };
        if (node.Kind == JsonTokenType.StartObject)
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
            {
                string name = _reader.GetString()!;
                _reader.Read();
                node.Members.Add((name, ReadValue(node.PathOf(name))));
            }
        }
        else if (node.Kind == JsonTokenType.StartArray)
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            {
                node.Items.Add(ReadValue($"{path}[{node.Items.Count}]"));
            }
        }

        return node;
    }

    private int LineHere()
    {
        var here = (int)_reader.TokenStartIndex;
        _line += _bytes[_counted..here].Count((byte)'\n');
        _counted = here;
        return _line;
    }
}
