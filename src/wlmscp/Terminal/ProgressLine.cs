using System.Diagnostics;

namespace Wlmscp.Terminal;

/// <summary>
/// Shows on a terminal how far work has come: a count, on standard error, in one line that is gone at the end. Nothing
/// elsewhere, and nothing when the work is done at once.
/// </summary>
/// <param name="what">What is done.</param>
internal sealed class ProgressLine(string what) : IProgress<string>, IDisposable
{
    private static readonly TimeSpan FirstShown = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly bool _isShown = !Console.IsErrorRedirected;
    private long _last = Stopwatch.GetTimestamp() + (long)((FirstShown - Interval).TotalSeconds * Stopwatch.Frequency);
    private int _count;
    private int _length;

    /// <summary>One more is at work.</summary>
    public void Report(string value)
    {
        _count++;
        if (_isShown && Stopwatch.GetElapsedTime(_last) >= Interval)
        {
            _last = Stopwatch.GetTimestamp();
            Show($"{what} {_count}: {Path.GetFileName(value)}");
        }
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        if (_length > 0)
        {
            Console.Error.Write($"\r{new string(' ', _length)}\r");
        }
    }

    private void Show(string text)
    {
        int width = Math.Max(1, Console.BufferWidth - 1);
        string shown = PrintableText.Of(text.Length > width ? text[..width] : text);
        Console.Error.Write($"\r{shown.PadRight(_length)}");
        _length = Math.Max(_length, shown.Length);
    }
}
