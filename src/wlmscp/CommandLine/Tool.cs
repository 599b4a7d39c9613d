using System.CommandLine;

namespace Wlmscp.CommandLine;

/// <summary>A command beside the daemon, with what help and manual page say of it.</summary>
/// <param name="Command">The command, its arguments and options.</param>
/// <param name="Usage">How it is called, in the markup of <see cref="Help.RoffProse"/>.</param>
/// <param name="Prose">What it does in detail, in the same markup.</param>
internal sealed record Tool(Command Command, string Usage, string Prose)
{
    /// <summary>How it may be called, for whoever has forgotten a word; null: the usage says enough.</summary>
    public string? Example { get; init; }

    /// <summary>The commands below it; one has to be named unless it does something itself.</summary>
    public IReadOnlyList<Tool> Parts { get; init; } = [];

    /// <summary>Those that do something: it, the commands below it, or both.</summary>
    public IReadOnlyList<Tool> Leaves => Parts.Count == 0 ? [this] : Command.Action is null ? Parts : [this, .. Parts];

    /// <summary>Makes a command that does nothing but to have others below it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What they are for.</param>
    /// <param name="prose">What they have in common.</param>
    /// <param name="parts">The others.</param>
    public static Tool Group(string name, string description, string prose, params IReadOnlyList<Tool> parts)
    {
        var command = new Command(name, description);
        foreach (Tool part in parts)
        {
            command.Subcommands.Add(part.Command);
        }

        return new Tool(command, $"`wlmscp {name}` *COMMAND* ...", prose) { Parts = parts };
    }
}
