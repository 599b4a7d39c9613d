using WorklistScp.Dicom.DumpText;
using WorklistScp.Network;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.OptionTable;

/// <summary>Which files are served, how queries are answered, and what is written of them.</summary>
internal static class WorklistEffects
{
    public static OptionEffect[] All { get; } =
    [
        new(["--enable-file-reject", "-efr"], (scene, form) => FilesAsync(scene, 1, "-dfr", form)),
        new(["--disable-file-reject", "-dfr"], (scene, form) => FilesAsync(scene, 2, "-efr", form)),
        new(["--return-no-char-set", "-cs0"], (scene, form) => CharacterSetAsync(scene, form, "")),
        new(["--return-iso-ir-100", "-cs1"], (scene, form) => CharacterSetAsync(scene, form, "ISO_IR 100")),
        new(["--keep-char-set", "-csk"], (scene, form) => CharacterSetAsync(scene, form, "ISO_IR 101")),
        new(["--no-sq-expansion", "-nse"], NoExpansionAsync),
        new(["--no-fail"], NoFailAsync),
        new(["--request-file-path", "-rfp"], RequestFilePathAsync),
        new(["--request-file-format", "-rff"], RequestFileFormatAsync),
    ];

    private static async Task FilesAsync(OptionScene scene, int expected, params string[] options)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(options);

        Assert.Equal(expected, (await daemon.FindPatientIDsAsync()).Length);
    }

    private static async Task CharacterSetAsync(OptionScene scene, string form, string expected)
    {
        scene.Area.Write("1.wl", new Entry { PatientName = OptionScene.PatientName, CharacterSet = "ISO_IR 101" });
        await using WlmscpProcess daemon = await scene.StartAsync("--char-set", "ISO_IR 192", form);

        DicomCFindResponse response = (await daemon.FindAsync(Keys.Key(DicomTag.PatientName)))[0];

        Assert.Equal(expected, response.Text(DicomTag.SpecificCharacterSet));
    }

    private static async Task NoExpansionAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form);

        DicomCFindResponse response = (await daemon.FindAsync(Keys.Key(DicomTag.ScheduledProcedureStepSequence)))[0];

        Assert.True(response.Identifier!.TryGetSequence(
            DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        Assert.Empty(steps.Items);
    }

    private static async Task NoFailAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form);

        DicomCFindResponse response = Assert.Single(await daemon.FindAsync(Keys.Key(DicomTag.PatientSex, "wrong")));

        Assert.Equal(DicomStatus.Success, response.Status);
    }

    private static async Task RequestFilePathAsync(OptionScene scene, string form)
    {
        string directory = scene.Combine("requests");
        Directory.CreateDirectory(directory);
        await using WlmscpProcess daemon = await scene.StartAsync(form, directory);

        await daemon.FindAsync(Keys.Key(DicomTag.PatientID, "4711"));

        string file = Assert.Single(Directory.GetFiles(directory));
        Assert.Matches("^[0-9]{20}\\.dump$", Path.GetFileName(file));
        byte[] text = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.True(DicomDumpReader.Read(text).Dataset.TryGetString(DicomTag.PatientID, out string? id));
        Assert.Equal("4711", id);
    }

    private static async Task RequestFileFormatAsync(OptionScene scene, string form)
    {
        string directory = scene.Combine("requests");
        Directory.CreateDirectory(directory);
        await using WlmscpProcess daemon = await scene.StartAsync("-rfp", directory, form, "#a_#c_#p");

        await daemon.FindAsync(Keys.Key(DicomTag.PatientID, "4711"));

        Assert.Equal("MODALITY_AETITLE_1_4711", Path.GetFileName(Assert.Single(Directory.GetFiles(directory))));
    }
}
