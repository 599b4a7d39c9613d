namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>
/// The cases as files, and what the program made of them. A directory for each step; all files of one are converted at
/// once, as starting a program takes longer than a file.
/// </summary>
public sealed class ConvertedCases : IAsyncLifetime
{
    private readonly TemporaryDirectory _root = new();

    /// <summary>What pydicom reads of <c>wl</c>.</summary>
    internal IReadOnlyDictionary<string, string[]> PydicomOfFiles { get; private set; } = null!;

    /// <summary>What pydicom reads of <c>json</c>.</summary>
    internal IReadOnlyDictionary<string, string[]> PydicomOfJson { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        foreach (RoundTripCase each in RoundTripCases.All)
        {
            byte[] file = WorklistArea.Encode(SampleEncoder.Encode(each.Samples), each.Syntax);
            await File.WriteAllBytesAsync(PathOf("wl", each.Name, "wl"), file);
            if (each.NotInDumpText is null)
            {
                await File.WriteAllBytesAsync(PathOf("wl-for-dump", each.Name, "wl"), file);
            }
        }

        await ConvertAsync("wl", "json", "json");
        await ConvertAsync("json", "wl-of-json", "wl");
        await ConvertAsync("wl", "xml", "xml");
        await ConvertAsync("xml", "wl-of-xml", "wl");
        await ConvertAsync("wl-for-dump", "dump", "dump");
        await ConvertAsync("dump", "wl-of-dump", "wl");
        await ConvertAsync("wl-of-dump", "json-of-dump", "json");
        await ConvertAsync("json-of-dump", "wl-of-json-of-dump", "wl");
        await ConvertAsync("wl-of-json-of-dump", "dump-again", "dump");
        PydicomOfFiles = await Pydicom.ViewAsync(Files("wl"), Combine("pydicom-json"));
        PydicomOfJson = await Pydicom.ViewAsync(Files("json"), Combine("none"));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _root.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The path of a file in the directory of a step.</summary>
    internal string PathOf(string step, string name, string extension) =>
        Path.Join(Combine(step), $"{name}.{extension}");

    private string Combine(string step) => Directory.CreateDirectory(_root.Combine(step)).FullName;

    private string[] Files(string step) => [.. Directory.GetFiles(Combine(step)).Order(StringComparer.Ordinal)];

    private async Task ConvertAsync(string from, string to, string format)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("convert", Combine(from), Combine(to), "--to", format);
        Assert.True(run.ExitCode == 0, run.Error);
    }
}

/// <summary>The tests that share the files.</summary>
[CollectionDefinition(Name)]
public sealed class ConvertedCasesCollection : ICollectionFixture<ConvertedCases>
{
    /// <summary>The name that tests give.</summary>
    public const string Name = "round trips";
}
