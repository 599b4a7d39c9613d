using Spectre.Console;
using Wlmscp.Configuration;

namespace Wlmscp.Commands.Checking;

/// <summary>Checks a configuration file as the daemon would read it.</summary>
internal static class ConfigurationCheck
{
    /// <summary>Prints a line for all that is wrong or doubtful.</summary>
    /// <param name="path">The file.</param>
    /// <param name="areas">The names of the storage areas that are known.</param>
    /// <returns>Whether the daemon would take it.</returns>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static bool Print(string path, IReadOnlyCollection<string> areas)
    {
        IReadOnlyList<ConfigurationFault> faults;
        try
        {
            ConfigurationFile.Read(path, out faults);
        }
        catch (ConfigurationException e)
        {
            throw new ToolException(ExitCode.Failed, $"--config {e.Message}");
        }

        foreach (ConfigurationFault fault in faults.Where(fault => fault.IsOf(areas)))
        {
            string place = fault.Path.Length > 0 ? $"{fault.Path}: " : "";
            CheckLine.Print(
                $"{path}:{fault.Line}", fault.IsWarning ? "taken, but" : "not taken",
                fault.IsWarning ? Color.Yellow : Color.Red, place + fault.Text);
        }

        return faults.All(fault => fault.IsWarning);
    }
}
