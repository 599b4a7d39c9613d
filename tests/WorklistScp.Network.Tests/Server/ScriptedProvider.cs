using System.Runtime.CompilerServices;
using WorklistScp.Network.Services;

namespace WorklistScp.Network.Tests.Server;

/// <summary>A provider whose answers a test writes down.</summary>
internal sealed class ScriptedProvider(
    Func<DicomCFindRequest, CancellationToken, IAsyncEnumerable<DicomCFindResponse>> script) : IDicomCFindProvider
{
    public IAsyncEnumerable<DicomCFindResponse> OnCFindRequestAsync(
        DicomCFindRequest request, CancellationToken cancellationToken) => script(request, cancellationToken);

    /// <summary>Answers with so many matches, numbered from 0, and success.</summary>
    public static ScriptedProvider Matches(int count) => new((_, _) => Responses(count));

    /// <summary>Answers with these responses.</summary>
    public static ScriptedProvider Of(params DicomCFindResponse[] responses) =>
        new((_, _) => responses.ToAsyncEnumerable());

    /// <summary>Matches numbered from 0 without end, until cancelled.</summary>
    public static async IAsyncEnumerable<DicomCFindResponse> Endless(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 0; ; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Match(i);
            await Task.Yield();
        }
    }

    /// <summary>No response at all, until cancelled.</summary>
    /// <param name="asked">Completes with the request.</param>
    /// <param name="cancelled">Completes when cancelled.</param>
    public static ScriptedProvider SilentUntilCancelled(TaskCompletionSource asked, TaskCompletionSource cancelled) =>
        new((_, cancellationToken) => Silent(asked, cancelled, cancellationToken));

    public static DicomCFindResponse Match(int number) => new(
        DicomStatus.Pending,
        new DicomDataset(
            DicomElement.FromAscii(DicomTag.PatientName, DicomVR.PN, "Vivaldi^Antonio"),
            DicomElement.FromAscii(DicomTag.PatientID, DicomVR.LO, $"P{number}")));

    /// <summary>So many matches, numbered from 0, and success.</summary>
    public static async IAsyncEnumerable<DicomCFindResponse> Responses(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return Match(i);
        }

        await Task.CompletedTask;
        yield return new DicomCFindResponse(DicomStatus.Success);
    }

    private static async IAsyncEnumerable<DicomCFindResponse> Silent(
        TaskCompletionSource asked,
        TaskCompletionSource cancelled,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        asked.SetResult();
        await using CancellationTokenRegistration registration = cancellationToken.Register(cancelled.SetResult);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        yield break;
    }
}
