namespace Wlmscp.Tests.Documentation;

/// <summary>The README, or a page of docs/.</summary>
/// <param name="Name">Its path in the repository.</param>
internal sealed record ReadmePage(string Name)
{
    /// <summary>The path of the README.</summary>
    public const string Readme = "README.md";

    /// <summary>The README, then the pages of docs/ by name.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        Readme,
        .. Directory.EnumerateFiles(Path.Join(WlmscpProgram.RepositoryRoot, "docs"), "*.md")
            .Select(file => $"docs/{Path.GetFileName(file)}").Order(StringComparer.Ordinal),
    ];

    /// <summary>Where it is.</summary>
    public string FilePath => Path.Join(WlmscpProgram.RepositoryRoot, Name);

    /// <summary>Its lines.</summary>
    public IReadOnlyList<string> Lines => field ??= File.ReadAllLines(FilePath);

    /// <summary>Its commands, in the order in which they stand.</summary>
    public IReadOnlyList<ReadmeStep> Steps => field ??= ReadmeStep.ReadAll(Lines);

    /// <summary>The commands of its blocks that tests do not run: those that are fenced as <c>sh</c>.</summary>
    public IReadOnlyList<string> FencedCommands()
    {
        var commands = new List<string>();
        string? fence = null;
        var goesOn = false;
        foreach (string line in Lines)
        {
            if (line.StartsWith(ReadmeStep.Fence, StringComparison.Ordinal))
            {
                fence = fence is null ? line : null;
            }
            else if (fence == $"{ReadmeStep.Fence}sh")
            {
                if (!goesOn)
                {
                    commands.Add(line);
                }

                goesOn = line.EndsWith('\\');
            }
        }

        return commands;
    }
}
