using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace WorklistScp.Benchmarks.Mpps;

/// <summary>Modalities that begin and complete the steps of generated entries, one after the other.</summary>
/// <param name="port">The port of the server.</param>
/// <param name="modalities">How many there are, each with an association.</param>
/// <param name="rate">Messages a second of all of them at most.</param>
internal sealed class MppsSender(int port, int modalities, int rate)
{
    private static readonly string Root = "1.2.276.0.7230010.3.5";

    private readonly ConcurrentQueue<TimeSpan> _times = new();
    private int _next = 10; // the first entries are asked for

    /// <summary>From sending a message to its answer.</summary>
    public IReadOnlyCollection<TimeSpan> Times => _times;

    /// <summary>Sends until told to stop.</summary>
    /// <exception cref="BenchmarkException">A message is refused.</exception>
    public Task RunAsync(CancellationToken stop)
    {
        _times.Clear();
        return Task.WhenAll(Enumerable.Range(0, modalities).Select(_ => Task.Run(() => RunOneAsync(stop), CancellationToken.None)));
    }

    private async Task RunOneAsync(CancellationToken stop)
    {
        await using DicomClient client = await DicomClient.ConnectAsync(
            new DicomClientOptions
            {
                Host = $"{IPAddress.Loopback}",
                Port = port,
                CallingAETitle = "MODALITY",
                CalledAETitle = GeneratedArea.Name,
                PresentationContexts =
                [
                    new DicomPresentationContext(
                        DicomUID.ModalityPerformedProcedureStep, [DicomTransferSyntax.ImplicitVRLittleEndian]),
                ],
            },
            cancellationToken: CancellationToken.None);
        TimeSpan pause = rate == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)modalities / rate);
        var since = Stopwatch.StartNew();
        for (var sent = 0; !stop.IsCancellationRequested;)
        {
            int number = Interlocked.Increment(ref _next);
            var uid = new DicomUID($"{Root}.{number}");
            await SendAsync(() => client.NCreateAsync(DicomUID.ModalityPerformedProcedureStep, uid, Begin(number)));
            await PauseAsync(++sent);
            await SendAsync(() => client.NSetAsync(DicomUID.ModalityPerformedProcedureStep, uid, End()));
            await PauseAsync(++sent);
        }

        await client.ReleaseAsync(CancellationToken.None);

        Task PauseAsync(int sent) =>
            (sent * pause) - since.Elapsed is { Ticks: > 0 } rest ? Task.Delay(rest, CancellationToken.None) : Task.CompletedTask;
    }

    private async Task SendAsync(Func<Task<DicomResponse>> send)
    {
        long start = Stopwatch.GetTimestamp();
        DicomResponse answer = await send();
        _times.Enqueue(Stopwatch.GetElapsedTime(start));
        if (answer.Status != DicomStatus.Success)
        {
            throw new BenchmarkException($"a performed step is refused: {answer.Status} {answer.ErrorComment}");
        }
    }

    private static DicomDataset Begin(int number) => new(
        new DicomSequence(
            DicomTag.ScheduledStepAttributesSequence,
            new DicomDataset(
                Element(DicomTag.StudyInstanceUID, DicomVR.UI, $"1.2.276.0.7230010.3.2.{number + 1}"),
                new DicomSequence(DicomTag.ReferencedStudySequence),
                Element(DicomTag.AccessionNumber, DicomVR.SH, $"A{number:D8}"),
                Element(DicomTag.RequestedProcedureID, DicomVR.SH, $"RP{number:D8}"),
                Element(DicomTag.RequestedProcedureDescription, DicomVR.LO, "Examination"),
                Element(DicomTag.ScheduledProcedureStepID, DicomVR.SH, $"SPS{number:D8}"),
                Element(DicomTag.ScheduledProcedureStepDescription, DicomVR.LO, "Examination"),
                new DicomSequence(DicomTag.ScheduledProtocolCodeSequence))),
        Element(DicomTag.PatientName, DicomVR.PN, $"Family{number:D6}^Given"),
        Element(DicomTag.PatientID, DicomVR.LO, GeneratedEntry.PatientID(number)),
        Element(DicomTag.PerformedProcedureStepID, DicomVR.SH, $"P{number}"),
        Element(DicomTag.PerformedStationAETitle, DicomVR.AE, "MODALITY"),
        Element(DicomTag.PerformedProcedureStepStartDate, DicomVR.DA, "20261201"),
        Element(DicomTag.PerformedProcedureStepStartTime, DicomVR.TM, "083100"),
        Element(DicomTag.PerformedProcedureStepStatus, DicomVR.CS, "IN PROGRESS"),
        Element(DicomTag.Modality, DicomVR.CS, "CT"),
        new DicomSequence(DicomTag.PerformedSeriesSequence));

    private static DicomDataset End() => new(
        Element(DicomTag.PerformedProcedureStepStatus, DicomVR.CS, "COMPLETED"),
        Element(DicomTag.PerformedProcedureStepEndDate, DicomVR.DA, "20261201"),
        Element(DicomTag.PerformedProcedureStepEndTime, DicomVR.TM, "085500"),
        new DicomSequence(
            DicomTag.PerformedSeriesSequence,
            new DicomDataset(
                Element(DicomTag.ProtocolName, DicomVR.LO, "THORAX"),
                Element(DicomTag.SeriesInstanceUID, DicomVR.UI, "1.2.3.1"),
                new DicomSequence(
                    DicomTag.ReferencedImageSequence,
                    Enumerable.Range(0, 100).Select(i => new DicomDataset(
                        Element(DicomTag.ReferencedSOPClassUID, DicomVR.UI, "1.2.840.10008.5.1.4.1.1.2"),
                        Element(DicomTag.ReferencedSOPInstanceUID, DicomVR.UI, $"1.2.3.1.{i}"))).ToArray()))));

    private static DicomElement Element(DicomTag tag, DicomVR vr, string value) =>
        DicomElement.FromAscii(tag, vr, value.Length % 2 == 0 ? value : value + (char)vr.PaddingByte);
}
