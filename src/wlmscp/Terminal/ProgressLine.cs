using System.Runtime.InteropServices;
using Spectre.Console;

namespace Wlmscp.Terminal;

/// <summary>
/// Shows on a terminal that work goes on, and how far it has come: on standard error, in one line that is gone at the
/// end. Nothing elsewhere, and nothing when the work is done at once.
/// </summary>
internal sealed class ProgressLine : IProgress<string>, IDisposable
{
    private static readonly TimeSpan FirstShown = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly string _what;
    private readonly TaskCompletionSource _done = new();
    private readonly Task _shown;
    private int _count;
    private string _latest = "";

    /// <summary>Begins.</summary>
    /// <param name="what">What is done.</param>
    public ProgressLine(string what)
    {
        _what = what;
        _shown = Console.IsErrorRedirected ? Task.CompletedTask : ShowAsync();
    }

    private string Text
    {
        get
        {
            string name = Path.GetFileName(Volatile.Read(ref _latest));
            return Markup.Escape(_count == 0 ? _what : $"{_what} {_count}: {PrintableText.Of(name)}");
        }
    }

    /// <summary>One more is at work. Any thread may say so.</summary>
    public void Report(string value)
    {
        Interlocked.Increment(ref _count);
        Volatile.Write(ref _latest, value);
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        _done.SetResult();
        _shown.GetAwaiter().GetResult();
    }

    private async Task ShowAsync()
    {
        if (await Task.WhenAny(_done.Task, Task.Delay(FirstShown)) == _done.Task)
        {
            return;
        }

        IAnsiConsole console = ToolConsole.Create(Console.Error);
        // The line hides the cursor; whoever ends the program wants it back.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => console.Cursor.Show());
        using var end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => console.Cursor.Show());
        await console.Status().StartAsync(Text, UpdateAsync);
    }

    private async Task UpdateAsync(StatusContext line)
    {
        while (await Task.WhenAny(_done.Task, Task.Delay(Interval)) != _done.Task)
        {
            line.Status = Text;
        }
    }
}
