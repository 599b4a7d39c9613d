using System.Runtime.ExceptionServices;

namespace WorklistScp.Storage.Linux;

/// <summary>
/// Threads of their own, for what may take long or hang: those that wait for sockets, and those of the pool, have to be
/// there for everybody.
/// </summary>
internal static class OwnThreads
{
    /// <summary>On how many threads files of this machine are read.</summary>
    public static int OfLocalFiles => Environment.ProcessorCount;

    /// <summary>
    /// On how many threads files of other machines are looked at: it is the way there that takes the time, and it can be
    /// gone many times at once.
    /// </summary>
    public static int OfRemoteFiles => 32;

    /// <summary>Does something on a thread of its own.</summary>
    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var task = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        IdleThread.Run(() =>
        {
            try
            {
                task.SetResult(work());
            }
            catch (OperationCanceledException e)
            {
                task.SetCanceled(e.CancellationToken);
            }
            catch (Exception e)
            {
                task.SetException(e);
            }
        });
        return task.Task;
    }

    /// <summary>Does something for each number from 0, on this thread and others; returns when all is done.</summary>
    /// <param name="count">How often.</param>
    /// <param name="threads">On how many threads at most.</param>
    /// <param name="work">Is given the number. What it throws ends the rest, and is thrown here.</param>
    public static void ForEach(int count, int threads, Action<int> work)
    {
        const int atATime = 16;
        var next = 0;
        ExceptionDispatchInfo? failure = null;

        void Run()
        {
            try
            {
                for (int first; failure is null && (first = Interlocked.Add(ref next, atATime) - atATime) < count;)
                {
                    for (int i = first; i < Math.Min(count, first + atATime); i++)
                    {
                        work(i);
                    }
                }
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }

        var others = new Thread[Math.Max(0, Math.Min(threads, (count + atATime - 1) / atATime) - 1)];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Run) { IsBackground = true };
            others[i].Start();
        }

        Run();
        Array.ForEach(others, thread => thread.Join());
        failure?.Throw();
    }
}
