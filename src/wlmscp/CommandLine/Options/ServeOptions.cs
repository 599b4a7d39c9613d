using System.CommandLine;
using Wlmscp.Daemon;

namespace Wlmscp.CommandLine.Options;

/// <summary>All that the command line of the daemon takes, named as in wlmscpfs where it has them.</summary>
internal sealed class ServeOptions
{
    private readonly GeneralOptions _general;

    /// <summary>Makes the options.</summary>
    /// <param name="helpAndVersion">The options that end the program at once.</param>
    public ServeOptions(params Option[] helpAndVersion)
    {
        var processing = new ProcessingOptions();
        _general = new GeneralOptions(helpAndVersion);
        Groups =
        [
            new ServiceOptions(Port, processing),
            new DaemonOptions(),
            _general,
            new ProcessOptions(),
            new InputOptions(),
            processing,
            new NetworkOptions(),
            new AccessControlOptions(),
            new Hl7Options(),
            new PerformedStepOptions(),
            new HttpOptions(),
            new TlsOptions(),
            new RequestFileOptions(),
            new IgnoredOptions(),
        ];
    }

    /// <summary>The port, as wlmscpfs takes it.</summary>
    public Argument<int?> Port { get; } = new("port")
    {
        Description = $"TCP port to listen on, as wlmscpfs takes it (default {ListenSettings.DefaultPort})",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = ValueParsers.ParsePort,
    };

    /// <summary>The options, in the order of help and manual.</summary>
    public IReadOnlyList<OptionGroup> Groups { get; }

    /// <summary>Puts argument and options into a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(Port);
        foreach (OptionGroup group in Groups)
        {
            foreach (Option option in group.Sections.SelectMany(section => section.Options))
            {
                command.Options.Add(option);
            }

            command.Validators.Add(group.Validate);
        }
    }

    /// <summary>Whether the command line is to be printed.</summary>
    public bool PrintsArguments(ParseResult result) => _general.PrintsArguments(result);

    /// <summary>
    /// Reads a command line that was parsed without errors. The groups that come first in the help have the last word.
    /// </summary>
    public DaemonSettings Read(ParseResult result) =>
        Groups.Reverse().Aggregate(new DaemonSettings(), (settings, group) => group.Apply(settings, result));
}
