using System.Buffers;
using System.Text;
using WorklistScp.Dicom.IO;

namespace Wlmscp.Tests.Habits;

/// <summary>A daemon that serves three entries, which all tests of a class ask; and the query that they vary.</summary>
public sealed class HabitScene : IAsyncLifetime
{
    private readonly TemporaryDirectory _root = new();

    /// <summary>The daemon.</summary>
    internal WlmscpProcess Daemon { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var area = new WorklistArea(_root.Path);
        area.Write("1.wl", new Entry
        {
            PatientID = "P1", PatientName = "Bach^Johann", Modality = "CT", StationAETitle = "CT1",
            StartDate = "20261124", StartTime = "090000", AccessionNumber = "A1",
        });
        area.Write("2.wl", new Entry
        {
            PatientID = "P2", PatientName = "Händel^Georg", CharacterSet = "ISO_IR 100", Modality = "MR",
            StationAETitle = "MR1", StartDate = "20261125", StartTime = "100000", AccessionNumber = "A2",
        });
        DicomDataset utf8 = new Entry
        {
            PatientID = "P3", PatientName = "Dvořák^Antonín", CharacterSet = "ISO_IR 192", Modality = "US",
            StationAETitle = "US1", StartDate = "20261126", StartTime = "110000", AccessionNumber = "A3",
        }.ToDataset();
        utf8.AddOrUpdate(DicomElement.FromAscii(new DicomTag(0x0029, 0x0010), DicomVR.LO, "ACME 1.0"));
        utf8.AddOrUpdate(DicomElement.FromAscii(new DicomTag(0x0029, 0x0011), DicomVR.LO, "OTHER"));
        utf8.AddOrUpdate(DicomElement.FromAscii(new DicomTag(0x0029, 0x1001), DicomVR.LO, "left"));
        utf8.AddOrUpdate(DicomElement.FromAscii(new DicomTag(0x0029, 0x1101), DicomVR.LO, "secret"));
        area.Write("3.wl", utf8);
        Daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync();
        _root.Dispose();
    }

    /// <summary>
    /// An identifier: Patient's Name, Patient ID and the step sequence with five keys, all empty, but for the elements
    /// that are given instead or as well.
    /// </summary>
    internal static byte[] Query(WireWriter writer, byte[][] top, params byte[][] step) => QueryWith(
        writer,
        top,
        writer.Sequence(DicomTag.ScheduledProcedureStepSequence, WireWriter.Item(StepKeys(writer, step))));

    /// <summary>The same with the step sequence as given.</summary>
    internal static byte[] QueryWith(WireWriter writer, byte[][] top, byte[] stepSequence) =>
        WireWriter.Sort(Merge(
        [
            writer.Element(DicomTag.PatientName, "PN"), writer.Element(DicomTag.PatientID, "LO"),
            .. stepSequence.Length > 0 ? (byte[][])[stepSequence] : [],
        ],
        top));

    /// <summary>Patient's Name, Patient ID and Modality, empty, in any transfer syntax.</summary>
    internal static byte[] EmptyQuery(DicomTransferSyntax syntax)
    {
        var output = new ArrayBufferWriter<byte>();
        var keys = new DicomDataset(
            Keys.Key(DicomTag.PatientName), Keys.Key(DicomTag.PatientID), Keys.Step(Keys.Key(DicomTag.Modality)));
        DicomDatasetWriter.Write(keys, syntax, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The keys of the step sequence, all empty but for those that are given instead or as well.</summary>
    internal static byte[][] StepKeys(WireWriter writer, params byte[][] step) => Merge(
        [
            writer.Element(DicomTag.Modality, "CS"),
            writer.Element(DicomTag.ScheduledStationAETitle, "AE"),
            writer.Element(DicomTag.ScheduledProcedureStepStartDate, "DA"),
            writer.Element(DicomTag.ScheduledProcedureStepStartTime, "TM"),
            writer.Element(DicomTag.ScheduledProcedureStepID, "SH"),
        ],
        step);

    /// <summary>Text as bytes of UTF-8, padded to even length.</summary>
    internal static byte[] Utf8(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length % 2 == 0 ? bytes : [.. bytes, (byte)' '];
    }

    /// <summary>Asks in an association of its own.</summary>
    internal async Task<List<WireResponse>> AskAsync(DicomTransferSyntax syntax, byte[] identifier)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(Daemon);
        await peer.AssociateAsync(new AssociateRequest
        {
            Contexts = [(DicomUID.ModalityWorklistInformationModelFind, [syntax.UID])],
        });
        await peer.SendFindAsync(1, identifier);
        List<WireResponse> responses = await WireResponse.ReceiveAsync(peer, syntax);
        await peer.ReleaseAsync();
        return responses;
    }

    /// <summary>Fails unless these entries came, each with FF00, and then success.</summary>
    internal static void AssertFound(string patientIDs, IReadOnlyList<WireResponse> responses)
    {
        Assert.Equal(patientIDs, string.Join(' ', responses.SkipLast(1).Select(item => item.Text(DicomTag.PatientID))));
        Assert.All(responses.SkipLast(1), response => Assert.Equal(0xff00, response.Status));
        Assert.Equal(0x0000, responses[^1].Status);
    }

    /// <summary>Elements, but for those whose tags the others have, and the others.</summary>
    internal static byte[][] Merge(byte[][] elements, byte[][] others) =>
    [
        .. elements.Where(element => !others.Any(other => Tag(element).SequenceEqual(Tag(other)))), .. others,
    ];

    private static ReadOnlySpan<byte> Tag(byte[] element) => element.AsSpan(0, 4);
}
