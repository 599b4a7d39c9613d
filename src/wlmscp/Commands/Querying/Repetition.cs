using System.Diagnostics;

namespace Wlmscp.Commands.Querying;

/// <summary>Asks once, or as often as the settings say; then a line on standard error tells how long it took.</summary>
internal static class Repetition
{
    /// <summary>Asks.</summary>
    /// <param name="settings">How often.</param>
    /// <param name="ask">Asks once.</param>
    /// <param name="tell">Takes the number of each answer, from 1, the answer, and how long it took.</param>
    /// <returns>The last answer.</returns>
    public static async Task<T> AskAsync<T>(QuerySettings settings, Func<Task<T>> ask, Action<int, T, string> tell)
    {
        var times = new AnswerTimes();
        for (var number = 1; ; number++)
        {
            long start = Stopwatch.GetTimestamp();
            T answer = await ask();
            tell(number, answer, times.Add(start));
            if (settings.Repeat is null)
            {
                return answer;
            }

            if (number == settings.Repeat)
            {
                StandardStreams.WriteError(times.Summarize());
                return answer;
            }
        }
    }
}
