using System.CommandLine;
using System.CommandLine.Invocation;

namespace Wlmscp.CommandLine;

/// <summary>Prints something to standard output and ends the program.</summary>
internal sealed class PrintAction(Action<TextWriter> write) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        write(parseResult.InvocationConfiguration.Output);
        return ExitCode.Success;
    }
}
