namespace Wlmscp.Tests.CommandLine;

/// <summary>The commands that the program has.</summary>
internal static class CommandNames
{
    /// <summary>All that its help lists.</summary>
    public static async Task<string[]> AllAsync()
    {
        ProgramRun help = await ProgramRun.WlmscpAsync("--help");
        string[] names =
        [
            .. help.Output.Split("instead of options and port:\n")[1].Split("\n\n")[0].Split('\n')
                .Where(line => line is [' ', ' ', not ' ', ..]).Select(line => line.Trim().Split(' ')[0]),
        ];
        Assert.True(names.Length > 10);
        return names;
    }
}
