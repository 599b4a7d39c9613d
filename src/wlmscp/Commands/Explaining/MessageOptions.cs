using System.CommandLine;
using System.CommandLine.Parsing;
using Wlmscp.CommandLine;
using Wlmscp.Commands.Receiving;

namespace Wlmscp.Commands.Explaining;

/// <summary>The options of <c>wlmscp explain</c> for HL7 messages, which stand in place of a query.</summary>
internal sealed class MessageOptions
{
    private readonly Option<string?> _messages = ValueParsers.Text("--hl7", "FILE", "explain the HL7 messages of this file");

    private readonly Option<string?> _directory = ValueParsers.Text(
        "--dir", "DIR", "for --hl7: the directory of the storage areas, --dir of the daemon");

    private readonly Option<string?> _config = ToolWords.Config(
        "the configuration file of the daemon, which says more of messages, and with --calling or --from of devices");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_messages, _directory, _config];

    /// <summary>The option for the configuration file of the daemon.</summary>
    public Option Config => _config;

    /// <summary>Whether messages are to be explained.</summary>
    public bool IsIn(CommandResult result) => result.GetResult(_messages) is not null;

    /// <summary>The configuration file of the daemon; null: it has none.</summary>
    public string? Configuration(ParseResult result) => result.GetValue(_config);

    /// <summary>The file, and who would carry out its messages; null: a query is to be explained.</summary>
    public (string Path, MessageDesk Desk)? Read(ParseResult result) => result.GetValue(_messages) is { } path
        ? (path, new MessageDesk(result.GetValue(_directory)!, result.GetValue(_config)))
        : null;

    /// <summary>Adds an error where words of a query and of messages stand together, or are missing.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="words">The words of a query.</param>
    /// <param name="options">Its options.</param>
    /// <param name="calling">The option for the device that asks.</param>
    /// <param name="example">What would be right for a query.</param>
    public void Validate(
        CommandResult result, IReadOnlyList<Argument> words, IReadOnlyList<Option> options, Option calling,
        string example)
    {
        if (!IsIn(result))
        {
            if (result.GetResult(_directory) is not null)
            {
                result.AddError("--dir: without effect, expected --hl7 FILE too; a query has DIR without an option");
            }
            else if (result.GetResult(_config) is not null && result.GetResult(calling) is null)
            {
                result.AddError("--config: without effect, expected --calling AETITLE or --hl7 FILE too");
            }
            else if (words.FirstOrDefault(word => result.GetResult(word) is not { Tokens.Count: > 0 }) is { } missing)
            {
                result.AddError($"explain: no {missing.Name}, expected one, as in: {example}");
            }

            return;
        }

        if (options.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } option)
        {
            result.AddError($"{option.Name}: of a query, expected none with --hl7");
        }
        else if (words.FirstOrDefault(word => result.GetResult(word) is { Tokens.Count: > 0 }) is { } word)
        {
            result.AddError($"explain: {word.Name}: of a query, expected --hl7 FILE --dir DIR alone");
        }
        else if (result.GetResult(_directory) is null)
        {
            result.AddError("explain: no --dir DIR, expected it, as in: wlmscp explain --hl7 order.hl7 --dir worklist");
        }
    }
}
