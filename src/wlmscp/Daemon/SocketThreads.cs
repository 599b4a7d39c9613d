namespace Wlmscp.Daemon;

/// <summary>
/// On which threads queries are answered: on those that wait for the sockets, one for each processor. Else they would
/// wake a thread of the pool for each query, which costs more than most queries do. Many files and large
/// answers go to the pool; queries that cost much take turns on threads of their own.
/// </summary>
internal static class SocketThreads
{
    private const string Setting = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Has them answer. To be called before the first socket is made; 0 in the environment forbids.</summary>
    public static void LetAnswer()
    {
        if (Environment.GetEnvironmentVariable(Setting) is null)
        {
            Environment.SetEnvironmentVariable(Setting, "1");
        }
    }
}
