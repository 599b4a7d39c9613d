using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Network;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Wire;

/// <summary>The character set of responses, by option, and names in other letter case and with accents.</summary>
public sealed class CharacterSetTests : IDisposable
{
    private const string Latin1 = "ISO_IR 100";

    private readonly TemporaryDirectory _root = new();

    public CharacterSetTests()
    {
        var area = new WorklistArea(_root.Path);
        area.Write("latin1.wl", new Entry { PatientName = "Händel^Georg", PatientID = "L", CharacterSet = Latin1 });
        area.Write(
            "utf8.wl", new Entry { PatientName = "Dvořák^Antonín", PatientID = "U", CharacterSet = "ISO_IR 192" });
    }

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("", Latin1, "Händel^Georg")]
    [InlineData("--keep-char-set", Latin1, "Händel^Georg")]
    [InlineData("-csk", Latin1, "Händel^Georg")]
    [InlineData("--return-iso-ir-100", Latin1, "Händel^Georg")]
    [InlineData("-cs1", Latin1, "Händel^Georg")]
    [InlineData("--char-set ISO_IR 192", "ISO_IR 192", "Händel^Georg")]
    [InlineData("--char-set ISO_IR 109", "ISO_IR 109", "Händel^Georg")]
    [InlineData("--char-set ISO_IR 144", Latin1, "Händel^Georg")] // Cyrillic has no ä: the file's own is kept
    [InlineData("-cs0 -csk", Latin1, "Händel^Georg")]
    public async Task Response_WithAnAccent_HasTheCharacterSetOfTheOption(string options, string set, string name)
    {
        DicomCFindResponse response = await FindAsync("L", options);

        Assert.Equal(set, response.Text(DicomTag.SpecificCharacterSet));
        Assert.Equal(name, response.Text(DicomTag.PatientName));
    }

    [Theory]
    [InlineData("-cs0")]
    [InlineData("--return-no-char-set")]
    [InlineData("-csk -cs0")]
    public async Task Response_WithoutCharacterSet_KeepsTheBytesOfTheFile(string options)
    {
        DicomCFindResponse response = await FindAsync("L", options);

        Assert.False(response.Identifier!.Contains(DicomTag.SpecificCharacterSet));
        Assert.True(response.Identifier.TryGetElement(DicomTag.PatientName, out DicomElement? name));
        Assert.Equal(0xe4, name.Value.Span[1]);
    }

    [Fact]
    public async Task Response_OfPlainText_NamesNoCharacterSet()
    {
        await using WlmscpProcess daemon = await StartAsync("");
        List<DicomCFindResponse> responses = await daemon.FindAsync(Keys.Key(DicomTag.PatientID, "L"));
        Assert.False(responses[0].Identifier!.Contains(DicomTag.SpecificCharacterSet));
    }

    [Theory]
    [InlineData("", "HÄNDEL*", "L")]
    [InlineData("", "Handel*", "")]
    [InlineData("--name-matching accent-insensitive", "handel*", "L")]
    [InlineData("--name-matching accent-insensitive", "DVORAK^ANTONIN", "U")]
    [InlineData("--name-matching exact", "HÄNDEL*", "")]
    [InlineData("--name-matching exact", "Händel*", "L")]
    [InlineData("", "Dvo*ák^a*", "U")]
    public async Task Name_InTheCharacterSetOfTheQuery_MatchesByOption(string options, string name, string ids)
    {
        await using WlmscpProcess daemon = await StartAsync(options);
        DicomElement[] keys =
        [
            DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, "ISO_IR 192"),
            Keys.Text(DicomTag.PatientName, DicomVR.PN, name, SpecificCharacterSet.Parse("ISO_IR 192")),
        ];
        Assert.Equal(ids, string.Concat(await daemon.FindPatientIDsAsync(keys)));
    }

    private async Task<DicomCFindResponse> FindAsync(string patientID, string options)
    {
        await using WlmscpProcess daemon = await StartAsync(options);
        List<DicomCFindResponse> responses = await daemon.FindAsync(
            Keys.Key(DicomTag.PatientName), Keys.Key(DicomTag.PatientID, patientID));
        Assert.Equal([DicomStatus.Pending, DicomStatus.Success], responses.Select(response => response.Status));
        return responses[0];
    }

    // A defined term has a space in it: the value of --char-set is all that follows.
    private Task<WlmscpProcess> StartAsync(string options)
    {
        string[] words = options.StartsWith("--char-set ", StringComparison.Ordinal)
            ? options.Split(' ', 2)
            : options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return WlmscpProcess.StartAsync(["--dir", _root.Path, .. words]);
    }
}
