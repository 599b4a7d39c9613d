using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Load;

/// <summary>Many modalities at the same time.</summary>
public sealed class ManyAssociationsTests
{
    private const int Associations = 200;
    private const int QueriesEach = 5;
    private const int Entries = 1000;

    private static readonly string[] Modalities = ["CT", "MR", "US", "CR", "XA"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Associations_200AtOnceWith5QueriesEach_GetEveryCountRight()
    {
        using var root = new TemporaryDirectory();
        WriteEntries(new WorklistArea(root.Path));
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync(
            "--dir", root.Path, "--max-associations", "300", "--lock-timeout", "60");

        // All are open before the first query is sent.
        DicomClient[] clients = await Task.WhenAll(
            Enumerable.Range(0, Associations).Select(_ => daemon.ConnectAsync()));
        int[][] counts = await Task.WhenAll(clients.Select(CountAsync));

        // 1,000 entries, 200 of each modality, 100 of them on each day of two.
        Assert.All(counts, count => Assert.Equal([200, 200, 100, 1, 0], count));
    }

    private static void WriteEntries(WorklistArea area)
    {
        for (var i = 0; i < Entries; i++)
        {
            area.Write($"{i}.wl", new Entry
            {
                PatientID = $"P{i}",
                Modality = Modalities[i % Modalities.Length],
                StartDate = i < Entries / 2 ? "20261101" : "20261102",
                StudyInstanceUID = $"2.25.{i + 1}",
            });
        }
    }

    private static async Task<int[]> CountAsync(DicomClient client)
    {
        await using (client)
        {
            DicomItem modality = Keys.Key(DicomTag.Modality, "CT");
            DicomItem date = Keys.Key(DicomTag.ScheduledProcedureStepStartDate, "20261102");
            int[] counts = new int[QueriesEach];
            counts[0] = await CountAsync(client, Keys.Step(modality));
            counts[1] = await CountAsync(client, Keys.Step(Keys.Key(DicomTag.Modality, "X?")));
            counts[2] = await CountAsync(client, Keys.Step(modality, date));
            counts[3] = await CountAsync(client, Keys.Key(DicomTag.PatientID, "P17"));
            counts[4] = await CountAsync(client, Keys.Key(DicomTag.PatientID, "NONE"));
            await client.ReleaseAsync(Cancelled);
            return counts;
        }
    }

    private static async Task<int> CountAsync(DicomClient client, DicomItem key)
    {
        List<DicomCFindResponse> responses = await client.FindAsync(key);
        Assert.Equal(DicomStatus.Success, responses[^1].Status);
        return responses.Count - 1;
    }
}
