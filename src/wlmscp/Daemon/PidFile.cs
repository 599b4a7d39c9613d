using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Wlmscp.Daemon;

/// <summary>A file with the id of this process, for start scripts.</summary>
internal sealed class PidFile
{
    private readonly string _path;
    private readonly string _text = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n");

    private PidFile(string path)
    {
        _path = Path.GetFullPath(path);
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="StartException">It cannot be written.</exception>
    public static PidFile Write(string path)
    {
        var file = new PidFile(path);
        try
        {
            file.Write();
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string problem = Directory.Exists(path) ? "a directory" : e.Message;
            throw new StartException($"--pid-file {path}: {problem}; expected a file that can be written", e);
        }
    }

    private void Write()
    {
        // A new file under a name that nobody can guess: the superuser follows no link that lies in wait.
        string temporary = $"{_path}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew))
            {
                stream.Write(Encoding.ASCII.GetBytes(_text));
            }

            File.Move(temporary, _path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>
    /// Removes the file, unless another daemon has taken it over, or its file system does not answer: then nobody waits
    /// for it longer than for other threads at the end.
    /// </summary>
    public void Remove(ILogger logger) =>
        OwnThread.Start("pid file", () => RemoveUnlessTaken(logger)).Join(OwnThread.EndLimit);

    private void RemoveUnlessTaken(ILogger logger)
    {
        try
        {
            // Not what may never end: a FIFO, or a device behind a link.
            var file = new FileInfo(_path);
            if (file.Exists && file.LinkTarget is null && file.Length == _text.Length
                && File.ReadAllText(_path) == _text)
            {
                File.Delete(_path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Who gave up root cannot change /run any more; the next start overwrites the file.
            DaemonEvents.PidFileLeft(logger, _path, e.Message);
        }
    }
}
