using WorklistScp.Storage;

namespace Wlmscp.Terminal;

/// <summary>
/// Runs a command; what goes wrong is one line on standard error, whatever files and command lines put into it.
/// </summary>
internal static class ToolRunner
{
    /// <summary>Runs it.</summary>
    /// <param name="name">The command.</param>
    /// <param name="run">What it does; gives the exit code.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(string name, Func<int> run)
    {
        try
        {
            return run();
        }
        catch (ToolException e)
        {
            foreach (string message in e.Messages)
            {
                StandardStreams.WriteError($"wlmscp {name}: {PrintableText.Of(message)}");
            }

            return e.ExitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            StandardStreams.WriteError($"wlmscp {name}: {PrintableText.Of(SystemMessage.Of(e))}");
            return ExitCode.Failed;
        }
    }
}
