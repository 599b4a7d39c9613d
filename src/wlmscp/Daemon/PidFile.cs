using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using WorklistScp.Storage;
using WorklistScp.Storage.Editing;

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
        if (!WholeFile.MayTake(file._path))
        {
            string kind = Directory.Exists(path) ? "a directory" : "no regular file";
            throw new StartException($"--pid-file {path}: {kind}; expected a file that can be written");
        }

        try
        {
            WholeFile.Write(file._path, Encoding.ASCII.GetBytes(file._text));
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"--pid-file {path}: {SystemMessage.ReasonOf(e)}; expected a file that can be written", e);
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
