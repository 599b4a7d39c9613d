using System.Text.RegularExpressions;

namespace Wlmscp.Tests.Documentation;

/// <summary>Links of texts to files of the repository, and to headings in them, lead somewhere.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Texts { get; } =
        [.. ReadmePage.Names, "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "src/README.md"];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Links_LeadToFilesAndHeadings(string name) =>
        Assert.All(LinksOf(new ReadmePage(name)), link => Assert.True(LeadsSomewhere(name, link), link));

    [Fact]
    public void Readme_LeadsToEachPage()
    {
        string[] links = [.. LinksOf(new ReadmePage(ReadmePage.Readme)).Select(link => link.Split('#')[0])];

        Assert.All(ReadmePage.Names.Skip(1), page => Assert.Contains(page, links));
    }

    [Theory]
    [InlineData("# Start it", "start-it")]
    [InlineData("## `done/` and \"What now?\", 2", "done-and-what-now-2")]
    public void Anchor_IsThatOfTheHeading(string heading, string anchor) => Assert.Equal(anchor, AnchorOf(heading));

    private static IEnumerable<string> LinksOf(ReadmePage page) =>
        Link().Matches(string.Join('\n', page.Lines)).Select(match => match.Groups[1].Value)
            .Where(link => !link.StartsWith("https://", StringComparison.Ordinal));

    private static bool LeadsSomewhere(string name, string link)
    {
        string[] parts = link.Split('#');
        string target = parts[0].Length == 0
            ? name
            : Path.GetRelativePath("/", Path.GetFullPath(Path.Join("/", Path.GetDirectoryName(name), parts[0])));
        var page = new ReadmePage(target);
        return Path.Exists(page.FilePath)
            && (parts.Length == 1
                || page.Lines.Where(line => line.StartsWith('#')).Any(heading => AnchorOf(heading) == parts[1]));
    }

    // As GitHub makes it.
    private static string AnchorOf(string heading) =>
        NotInAnchors().Replace(heading.TrimStart('#').Trim(), "").Replace(' ', '-').ToLowerInvariant();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
