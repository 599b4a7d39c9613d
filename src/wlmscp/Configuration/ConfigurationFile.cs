using System.Text.Json;
using WorklistScp.Storage;
using WorklistScp.Storage.Editing;

namespace Wlmscp.Configuration;

/// <summary>The file that <c>--config</c> names: JSON with comments, as samples/deploy/wlmscp.json shows.</summary>
internal static class ConfigurationFile
{
    private const int MaxLength = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="warnings">Receives what is doubtful.</param>
    /// <exception cref="ConfigurationException">It cannot be read, or used.</exception>
    public static SiteConfiguration Read(string path, List<ConfigurationFault> warnings)
    {
        SiteConfiguration configuration = Read(path, out IReadOnlyList<ConfigurationFault> faults);
        ConfigurationFault[] errors = [.. faults.Where(fault => !fault.IsWarning)];
        if (errors.Length > 0)
        {
            string more = errors.Length > 1 ? $" ({errors.Length - 1} more: wlmscp check --config {path})" : "";
            throw new ConfigurationException(errors[0].In(path) + more);
        }

        warnings.AddRange(faults);
        return configuration;
    }

    /// <summary>Reads a file, and finds all that is wrong with it.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="faults">What is wrong or doubtful, by lines.</param>
    /// <exception cref="ConfigurationException">It cannot be read.</exception>
    public static SiteConfiguration Read(string path, out IReadOnlyList<ConfigurationFault> faults)
    {
        var found = new List<ConfigurationFault>();
        SiteConfiguration configuration = SiteConfiguration.Default;
        if (ConfigurationParser.Parse(ReadBytes(path), found) is { } node)
        {
            var file = new ObjectReader(node, found);
            if (node.Kind == JsonTokenType.StartObject)
            {
                configuration = SiteConfiguration.Read(file);
            }
            else
            {
                file.Fault(node, node.Quoted, "an object, in braces");
            }
        }

        faults = [.. found.OrderBy(fault => fault.Line)];
        return configuration;
    }

    /// <summary>Reads a file for a command that does what the daemon would.</summary>
    /// <param name="path">Its path; null: there is none.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="ToolException">It cannot be used.</exception>
    public static SiteConfiguration ReadForTool(string? path, string option = "--config")
    {
        try
        {
            return path is null ? SiteConfiguration.Default : Read(path, []);
        }
        catch (ConfigurationException e)
        {
            throw new ToolException(ExitCode.Failed, $"{option} {e.Message}");
        }
    }

    private static byte[] ReadBytes(string path)
    {
        // A FIFO would be waited for, also when it is to be read again.
        if (File.Exists(path) && !WholeFile.IsRegular(path))
        {
            throw Failed(path, "no regular file");
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            var buffer = new byte[Math.Min(file.Length, MaxLength) + 1];
            int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length < buffer.Length ? buffer[..length] : throw Failed(path, "longer than 1 MiB");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Failed(path, "no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Failed(path, Directory.Exists(path) ? "a directory" : SystemMessage.ReasonOf(e), e);
        }
    }

    private static ConfigurationException Failed(string path, string problem, Exception? cause = null) =>
        new($"{path}: {problem}, expected a file of JSON that can be read", cause);
}
