using System.Text;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Tests.Linux;

public sealed class DirectoryReaderTests : IDisposable
{
    private const int LongestName = 255;

    private readonly string _directory = Directory.CreateTempSubdirectory("wlmscp-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Read_EmptyDirectory_GivesNoNames()
    {
        Assert.Empty(ReadNames());
    }

    [Fact]
    public void Read_NamesOfEveryLength_GivesThemAll()
    {
        string[] names = [.. Enumerable.Range(1, LongestName).Select(length => new string('n', length))];
        AssertGives(names);
    }

    [Fact]
    public void Read_NamesOfSeveralBytesForACharacter_GivesThemAll()
    {
        AssertGives([.. Enumerable.Range(1, LongestName / 3).Select(length => new string('\u65e5', length))]);
    }

    // Far more than one call of the system gives.
    [Fact]
    public void Read_ThousandsOfNames_GivesEachOnce()
    {
        AssertGives([.. Enumerable.Range(0, 4000).Select(number => $"{number}.wl")]);
    }

    [Fact]
    public void Read_Names_AreFollowedByNul()
    {
        File.WriteAllBytes(Path.Join(_directory, "a.wl"), []);
        using DirectoryReader reader = DirectoryReader.Open(_directory);
        while (reader.MoveNext())
        {
            Assert.Equal(reader.Name.Length + 1, reader.TerminatedName.Length);
            Assert.Equal(0, reader.TerminatedName[^1]);
            Assert.True(LibC.TryStat(reader.Handle, reader.TerminatedName, out FileStatus status));
            Assert.Equal(reader.Name.SequenceEqual("a.wl"u8), status.IsRegularFile);
        }
    }

    [Fact]
    public void Open_NoSuchDirectory_Throws()
    {
        IOException e = Assert.Throws<IOException>(
            () => DirectoryReader.Open(Path.Join(_directory, "nowhere")).Dispose());
        Assert.Equal("No such file or directory", e.Message);
    }

    [Fact]
    public void Read_File_Throws()
    {
        string file = Path.Join(_directory, "file");
        File.WriteAllBytes(file, []);
        IOException e = Assert.Throws<IOException>(() => ReadNames(file));
        Assert.Equal("Not a directory", e.Message);
    }

    private void AssertGives(string[] names)
    {
        foreach (string name in names)
        {
            File.WriteAllBytes(Path.Join(_directory, name), []);
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), ReadNames().Order(StringComparer.Ordinal));
    }

    private List<string> ReadNames() => ReadNames(_directory);

    // Without the directory itself and the one above, which every directory lists.
    private static List<string> ReadNames(string directory)
    {
        var names = new List<string>();
        using DirectoryReader reader = DirectoryReader.Open(directory);
        while (reader.MoveNext())
        {
            if (!reader.Name.SequenceEqual("."u8) && !reader.Name.SequenceEqual(".."u8))
            {
                names.Add(Encoding.UTF8.GetString(reader.Name));
            }
        }

        return names;
    }
}
