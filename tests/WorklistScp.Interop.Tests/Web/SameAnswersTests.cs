using System.Globalization;
using System.Net;
using System.Text;
using Wlmscp.Tests.Web;
using WorklistScp.Interop.Tests.Wlmscpfs;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace WorklistScp.Interop.Tests.Web;

/// <summary>A search over the web finds what C-FIND finds, and refuses what that refuses.</summary>
public sealed class SameAnswersTests
{
    private const int Entries = 150;

    [Fact]
    public async Task RandomQueries_OverTheWeb_FindWhatCFindFinds()
    {
        int seed = await Seed.ChooseAsync();
        var random = new Random(seed);
        var makeEntries = new RandomEntries(random);
        DicomDataset[] entries = [.. Enumerable.Range(0, Entries).Select(makeEntries.Next)];
        await using WebScene scene = await WebScene.StartAsync(area =>
        {
            for (var i = 0; i < entries.Length; i++)
            {
                area.Write($"{i}.wl", entries[i]);
            }
        });
        var makeQueries = new RandomQueries(random, entries);
        await using DicomClient modality = await DicomClient.ConnectAsync(
            new DicomClientOptions
            {
                Host = IPAddress.Loopback.ToString(),
                Port = scene.Daemon.Port,
                CallingAETitle = "MODALITY",
                CalledAETitle = "AETITLE_1",
                PresentationContexts = WorklistModel.Contexts,
            },
            cancellationToken: TestContext.Current.CancellationToken);
        HttpClient web = scene.As("read");
        var found = 0;

        for (var i = 0; i < RandomCases.Of(500); i++)
        {
            DicomDataset query = makeQueries.Next().Query;
            string[]? byDimse = await FindAsync(modality, query);
            string address = $"dicomweb/AETITLE_1/modality-scheduled-procedure-steps?{string.Join('&', ParametersOf(query))}";
            WebAnswer answer = await web.SendAsync("GET", address);

            string[]? byWeb = answer.Status == 400
                ? null
                : [.. answer.Json.AsArray().Select(step => step!.ValueOf("0020000D"))];
            Assert.True(
                byDimse is null == byWeb is null && (byDimse ?? []).SequenceEqual(byWeb ?? []),
                $"seed {seed}, query {i}: {address}\nC-FIND {string.Join(' ', byDimse ?? ["refused"])}\n"
                + $"web {answer.Status} {string.Join(' ', byWeb ?? ["refused"])} {(byWeb is null ? answer.Body : "")}");
            found += byWeb?.Length ?? 0;
        }

        Assert.True(found > 0);
    }

    // Null: it is refused.
    private static async Task<string[]?> FindAsync(DicomClient modality, DicomDataset query)
    {
        DicomDataset identifier = query.Clone();
        if (!identifier.Contains(DicomTag.StudyInstanceUID))
        {
            identifier.AddOrUpdate(RandomEntries.Key(DicomTag.StudyInstanceUID));
        }

        List<DicomCFindResponse> responses =
            await modality.CFindAsync(WorklistModel.UID, identifier, TestContext.Current.CancellationToken)
                .ToListAsync(TestContext.Current.CancellationToken);
        return responses[^1].Status == DicomStatus.Success
            ? [.. responses.SkipLast(1).Select(response => UidOf(response))]
            : null;
    }

    private static string UidOf(DicomCFindResponse response)
    {
        Assert.True(response.Dataset!.TryGetString(DicomTag.StudyInstanceUID, out string? uid));
        return uid;
    }

    // The texts of queries are ISO 8859-1, whatever they say.
    private static IEnumerable<string> ParametersOf(DicomDataset level, string path = "")
    {
        foreach (DicomItem item in level)
        {
            string name = $"{path}{item.Tag.Value:X8}";
            if (item is DicomSequence { IsEmpty: false } sequence)
            {
                foreach (string nested in ParametersOf(sequence.Items[0], $"{name}."))
                {
                    yield return nested;
                }
            }
            else if (item is DicomElement element && item.Tag != DicomTag.SpecificCharacterSet && TextOf(element) is { } text)
            {
                yield return $"{name}={Uri.EscapeDataString(text)}";
            }
            else if (item is DicomSequence)
            {
                yield return $"{name}=";
            }
        }
    }

    private static string? TextOf(DicomElement element) => element.VR.IsString
        ? Encoding.Latin1.GetString(element.Value.Span).TrimEnd(' ', '\0')
        : element.VR == DicomVR.US && element.Value.Length == 2
            ? BitConverter.ToUInt16(element.Value.Span).ToString(CultureInfo.InvariantCulture)
        : element.IsEmpty ? "" : null;
}
