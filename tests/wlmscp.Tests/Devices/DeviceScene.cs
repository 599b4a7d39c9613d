using System.Globalization;

namespace Wlmscp.Tests.Devices;

/// <summary>A daemon with a profile for each device that the tests are of, and entries of several stations.</summary>
public sealed class DeviceScene : IAsyncLifetime
{
    // What their conformance statements, manuals and users say that these devices need.
    private const string Profiles =
        """
        { "devices": [
          { "calling": "LIGHTSPEED", "station": { "alias": "CT_OLD" }, "modality": { "force": "CT" } },
          { "calling": "ACCUVIX", "address": "127.0.0.2", "limit": 1 },
          { "calling": "ACCUVIX", "station": { "default": "ACCUVIX" }, "dates": { "default": "-1d..+1d" } },
          { "calling": "RADLINK*", "station": { "force": ["RADLINK"] } },
          { "calling": "ESSENTA", "set": { "StudyDescription": "{RequestedProcedureDescription} ({Modality})" } },
          { "calling": "TERASON", "dates": { "widest": "-1d..+1d", "ignoreTimes": true }, "hide": "STARTED", "limit": 3 },
          { "calling": "NX23", "default": { "StudyDescription": "{RequestedProcedureDescription}", "PatientSex": "O",
                                            "StationName": "{CallingAETitle}" }, "dropEmpty": true },
          { "calling": "VIDAR", "ignore": ["ReferringPhysicianName", "PatientID"], "noWarnings": true },
          { "calling": "ORTHANC", "called": "AETITLE_1", "station": { "force": "CT1" } },
          { "calling": "LATIN", "characterSet": { "name": "ISO_IR 100", "transliterate": true } },
          { "calling": "ASCII", "characterSet": { "name": "ISO_IR 6", "transliterate": true, "onlyAlphabetic": true,
                                                  "upperCase": true } },
          { "calling": "CAMERA", "set": { "ScheduledStationAETitle": "{CallingAETitle}", "Modality": "XC" },
            "cut": { "PatientName": 4 }, "remove": ["0040,0440", "PatientBirthDate"],
            "copy": { "PatientComments": "AccessionNumber" }, "dropPrivate": true },
          { "calling": "NOBODY", "station": { "force": "NOBODY" } },
          { "calling": "LIGHTSPEED", "called": "OTHER", "limit": 1 }
        ] }
        """;

    private readonly TemporaryDirectory _root = new();

    /// <summary>The daemon, whose log is at debug level.</summary>
    internal WlmscpProcess Daemon { get; private set; } = null!;

    /// <summary>The directory of the storage areas.</summary>
    internal string Root => _root.Path;

    /// <summary>The configuration file.</summary>
    internal string Configuration => _root.Combine("wlmscp.json");

    /// <summary>A day, counted from this one.</summary>
    internal static string Day(int days) =>
        DateTime.Now.AddDays(days).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync()
    {
        var area = new WorklistArea(_root.Path);
        area.Write("1.wl", Of("1", "CT", "CT_OLD") with { PatientName = "Müller^Jörg", CharacterSet = "ISO_IR 100" });
        area.Write("2.wl", Of("2", "CT", "LIGHTSPEED"));
        area.Write("3.wl", Of("3", "US", "ACCUVIX"));
        area.Write("4.wl", Of("4", "US", "ACCUVIX") with { StartDate = Day(-10) });
        area.Write("5.wl", Of("5", "US", "US_OTHER"));
        area.Write("6.wl", Of("6", "CR", "RADLINK") with { PatientName = "Dvořák^Antonín=山", CharacterSet = "ISO_IR 192" });
        area.Write("7.wl", Of("7", "CR", "CR_OTHER") with { PatientSex = "" });
        DicomDataset started = Of("8", "MR", "CT1").ToDataset();
        Assert.True(started.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        steps.Items[0].AddOrUpdate(DicomElement.FromAscii(new DicomTag(0x0040, 0x0020), DicomVR.CS, "STARTED"));
        area.Write("8.wl", started);
        await File.WriteAllTextAsync(Configuration, Profiles, TestContext.Current.CancellationToken);
        Daemon = await WlmscpProcess.StartAsync("-d", "--dir", _root.Path, "--config", Configuration);
    }

    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync();
        _root.Dispose();
    }

    /// <summary>Asks in an association of its own.</summary>
    internal async Task<List<WireResponse>> AskAsync(
        string calling, byte[] identifier, DicomTransferSyntax? syntax = null, string? from = null)
    {
        syntax ??= DicomTransferSyntax.ImplicitVRLittleEndian;
        await using RawPeer peer = await RawPeer.ConnectAsync(Daemon, from);
        await peer.AssociateAsync(new AssociateRequest
        {
            CallingAETitle = calling,
            Contexts = [(DicomUID.ModalityWorklistInformationModelFind, [syntax.UID])],
        });
        await peer.SendFindAsync(1, identifier);
        List<WireResponse> responses = await WireResponse.ReceiveAsync(peer, syntax);
        await peer.ReleaseAsync();
        return responses;
    }

    private static Entry Of(string number, string modality, string station) => new()
    {
        PatientID = $"P{number}", PatientName = "Bach^Johann", Modality = modality, StationAETitle = station,
        StartDate = Day(0), StartTime = $"0{number}0000", AccessionNumber = $"A{number}", StepID = $"S{number}",
        RequestedProcedureDescription = $"EXAM {number}", StudyInstanceUID = $"1.2.3.{number}",
    };
}
