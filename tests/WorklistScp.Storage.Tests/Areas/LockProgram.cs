using System.Runtime.CompilerServices;

namespace WorklistScp.Storage.Tests.Areas;

/// <summary>
/// What this program does when it is started again as another process: take an exclusive fcntl lock, as a writer of
/// worklist files does.
/// </summary>
internal static class LockProgram
{
    public const string Hold = "--hold-lock";
    public const string Try = "--try-lock";

    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetCommandLineArgs() is [_, Hold or Try, _] arguments)
        {
            Environment.Exit(Run(arguments[1], arguments[2]));
        }
    }

    private static int Run(string command, string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        try
        {
            // fcntl F_SETLK with F_WRLCK; length 0: the whole file.
            file.Lock(0, 0);
        }
        catch (IOException)
        {
            return Writer.Busy;
        }

        if (command == Hold)
        {
            Console.WriteLine("held");
            Console.In.ReadToEnd();
        }

        return Writer.Free;
    }
}
