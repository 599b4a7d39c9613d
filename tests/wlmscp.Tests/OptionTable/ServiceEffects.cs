using System.Globalization;
using Microsoft.Win32.SafeHandles;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Network;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.OptionTable;

/// <summary>The options that wlmscpfs does not have, and the directory.</summary>
internal static class ServiceEffects
{
    public static OptionEffect[] All { get; } =
    [
        new(["--port"], PortAsync),
        new(["--dir", "--data-files-path", "-dfp"], DirectoryAsync),
        new(["--bind"], BindAsync),
        new(["--lock-timeout"], LockTimeoutAsync),
        new(["--no-lockfile"], NoLockFileAsync),
        new(["--rescan"], RescanAsync),
        new(["--writers"], WritersAsync),
        new(["--name-matching"], NameMatchingAsync),
        new(["--strict-matching"], StrictMatchingAsync),
        new(["--default-char-set"], DefaultCharacterSetAsync),
        new(["--char-set"], CharacterSetAsync),
    ];

    private static async Task PortAsync(OptionScene scene, string form)
    {
        int port = FreePort.Find();

        await using WlmscpProcess daemon = await scene.StartAsync(form, port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(port, daemon.Port);
        await daemon.AssertServesAsync();
    }

    private static async Task DirectoryAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(form, scene.Root);

        Assert.Equal([OptionScene.PatientID], await daemon.FindPatientIDsAsync());
    }

    private static async Task BindAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "127.0.0.2");

        Assert.True(await OptionScene.AcceptsAsync(daemon, "127.0.0.2"));
        Assert.False(await OptionScene.AcceptsAsync(daemon, "127.0.0.1"));
    }

    private static async Task LockTimeoutAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "0.1");
        using SafeFileHandle? writer = LockFiles.TryFlock(scene.Area.LockFile);

        DicomCFindResponse response = Assert.Single(await daemon.FindAsync(Keys.Key(DicomTag.PatientID)));

        Assert.Equal(DicomStatus.OutOfResources, response.Status);
    }

    private static async Task NoLockFileAsync(OptionScene scene, string form)
    {
        File.Delete(scene.Area.LockFile);
        await using WlmscpProcess daemon = await scene.StartAsync(form);

        Assert.Equal([OptionScene.PatientID], await daemon.FindPatientIDsAsync());
    }

    // What is written through another name of a file, the system does not tell of where the first name is.
    private static async Task RescanAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "0");
        Assert.Equal([OptionScene.PatientID], await daemon.FindPatientIDsAsync());

        string otherName = HardLink.Create(scene.Area.Combine("1.wl"), scene.Combine("elsewhere"));
        await File.WriteAllBytesAsync(
            otherName, WorklistArea.Encode(new Entry { PatientID = "CHANGED" }.ToDataset()),
            TestContext.Current.CancellationToken);

        Assert.Equal(["CHANGED"], await daemon.FindPatientIDsAsync());
    }

    // On a local file system it changes nothing; GlusterTests see the effect.
    private static async Task WritersAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "rename");
        Assert.Equal([OptionScene.PatientID], await daemon.FindPatientIDsAsync());

        scene.Area.Write("1.wl", new Entry { PatientID = "CHANGED" });

        Assert.Equal(["CHANGED"], await daemon.FindPatientIDsAsync());
    }

    private static async Task NameMatchingAsync(OptionScene scene, string form)
    {
        DicomItem key = Keys.Key(DicomTag.PatientName, "HANDEL*");
        await using WlmscpProcess exact = await scene.StartAsync(form, "exact");
        await using WlmscpProcess loose = await scene.StartAsync(form, "accent-insensitive");

        Assert.Empty(await exact.FindPatientIDsAsync(key));
        Assert.Single(await loose.FindPatientIDsAsync(key));
    }

    private static async Task StrictMatchingAsync(OptionScene scene, string form)
    {
        DicomItem key = Keys.Key(DicomTag.InstitutionName, "Hospital");
        await using WlmscpProcess strict = await scene.StartAsync(form);
        await using WlmscpProcess usual = await scene.StartAsync();

        Assert.Empty(await strict.FindPatientIDsAsync(key));
        Assert.Single(await usual.FindPatientIDsAsync(key));
    }

    // Of files and of queries.
    private static async Task DefaultCharacterSetAsync(OptionScene scene, string form)
    {
        DicomDataset entry = new Entry { PatientName = "Люда", CharacterSet = "ISO_IR 144" }.ToDataset();
        entry.Remove(DicomTag.SpecificCharacterSet);
        scene.Area.Write("1.wl", entry);
        await using WlmscpProcess daemon = await scene.StartAsync(form, "ISO_IR 144");

        DicomCFindResponse response = (await daemon.FindAsync(
            Keys.Text(DicomTag.PatientName, DicomVR.PN, "Лю*", SpecificCharacterSet.Parse("ISO_IR 144"))))[0];

        Assert.Equal("ISO_IR 144", response.Text(DicomTag.SpecificCharacterSet));
        Assert.Equal("Люда", response.Text(DicomTag.PatientName));
    }

    private static async Task CharacterSetAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "ISO_IR 192");

        DicomCFindResponse response = (await daemon.FindAsync(Keys.Key(DicomTag.PatientName)))[0];

        Assert.Equal("ISO_IR 192", response.Text(DicomTag.SpecificCharacterSet));
        Assert.Equal(OptionScene.PatientName, response.Text(DicomTag.PatientName));
    }
}
