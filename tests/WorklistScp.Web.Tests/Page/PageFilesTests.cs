using System.IO.Compression;
using System.Text.RegularExpressions;

namespace WorklistScp.Web.Tests.Page;

/// <summary>What holds for the files of the page as a whole.</summary>
public sealed partial class PageFilesTests
{
    private const int MostBytes = 100_000;

    private static readonly string Folder = Path.Join(Repository.Root, "src", "WorklistScp.Web", "Page", "Files");

    private static readonly string[] Files = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);

    [Fact]
    public void Files_Compressed_StayBelowTheLimit()
    {
        long sum = Files.Sum(CompressedSize);

        Assert.True(sum < MostBytes, $"{sum} bytes compressed, expected less than {MostBytes}");
    }

    [Fact]
    public void Files_NameNoOtherHost()
    {
        foreach (string file in Files)
        {
            Assert.All(
                Address().Matches(File.ReadAllText(file)),
                // The name of SVG is no address that is fetched.
                address => Assert.Equal("http://www.w3.org/2000/svg", address.Value));
        }
    }

    [Fact]
    public void Index_UnderTheContentSecurityPolicy_HasNoScriptOrStyleOfItsOwn()
    {
        string index = File.ReadAllText(Path.Join(Folder, "index.html"));

        Assert.DoesNotMatch(@"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", index);
    }

    [Fact]
    public void Modules_ThatAreImported_AreThere()
    {
        foreach (string file in Files.Where(file => file.EndsWith(".js", StringComparison.Ordinal)))
        {
            foreach (Match import in Import().Matches(File.ReadAllText(file)))
            {
                string path = Path.GetFullPath(import.Groups[1].Value, Path.GetDirectoryName(file)!);
                Assert.True(File.Exists(path), $"{Path.GetRelativePath(Folder, file)}: {import.Groups[1].Value}");
            }
        }
    }

    private static long CompressedSize(string file)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(file));
        }

        return compressed.Length;
    }

    [GeneratedRegex(@"(?:https?:)?//[\w-]+\.[\w.-]+[\w/.-]*", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex("from '([^']+)'", RegexOptions.NonBacktracking)]
    private static partial Regex Import();
}
