using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Load;

/// <summary>A modality that asks for all entries while they are written anew, and judges each answer.</summary>
internal sealed class GenerationReader(DicomClient client, GenerationWriter writer)
{
    private static readonly DicomItem[] Universal =
    [
        Keys.Key(DicomTag.AccessionNumber),
        Keys.Key(DicomTag.PatientID),
        Keys.Step(Keys.Key(DicomTag.ScheduledProcedureStepDescription)),
    ];

    // So that the program that is tested, and other tests, get the processor too.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private int _generation;
    private int _known;

    /// <summary>The generation that was the last finished one when the last query that is answered was sent.</summary>
    public int Known => Volatile.Read(ref _known);

    /// <summary>The number of answers that were right.</summary>
    public int Answers { get; private set; }

    /// <summary>The number of answers that said that the lock was not to be had.</summary>
    public int Refused { get; private set; }

    /// <summary>The number of answers that brought another generation than the one before.</summary>
    public int Changes { get; private set; }

    /// <summary>Asks until the writer has ended.</summary>
    public async Task RunAsync(Task writing, CancellationToken cancellationToken)
    {
        while (!writing.IsCompleted)
        {
            int finished = writer.Finished;
            List<DicomCFindResponse> responses = await client.FindAsync(Universal);
            Judge(responses, finished);
            Volatile.Write(ref _known, finished);
            await Task.Delay(Pause, cancellationToken);
        }

        await client.ReleaseAsync(cancellationToken);
    }

    private void Judge(List<DicomCFindResponse> responses, int finished)
    {
        if (responses[^1].Status == DicomStatus.OutOfResources)
        {
            Refused++;
            return;
        }

        Assert.Equal(DicomStatus.Success, responses[^1].Status);
        responses.RemoveAt(responses.Count - 1);
        Assert.Equal(GenerationWriter.Entries, responses.Count);
        Assert.Equal(
            GenerationWriter.Entries, responses.Select(each => each.Text(DicomTag.AccessionNumber)).Distinct().Count());

        string name = Assert.Single(responses.SelectMany(NamesOf).Distinct());
        int generation = GenerationWriter.NumberOf(name);
        Assert.InRange(generation, finished, writer.Begun);
        Changes += generation == _generation ? 0 : 1;
        _generation = generation;
        Answers++;
    }

    private static IEnumerable<string> NamesOf(DicomCFindResponse response)
    {
        yield return response.Text(DicomTag.PatientID);
        Assert.True(response.Identifier!.TryGetSequence(
            DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        Assert.True(steps.Items[0].TryGetString(DicomTag.ScheduledProcedureStepDescription, out string? description));
        yield return description;
    }
}
