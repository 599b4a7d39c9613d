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
            // A new file under a name that nobody can guess: the superuser follows no link that lies in wait.
            string temporary = $"{file._path}.{Guid.NewGuid():n}.tmp";
            using (var stream = new FileStream(temporary, FileMode.CreateNew))
            {
                stream.Write(Encoding.ASCII.GetBytes(file._text));
            }

            File.Move(temporary, file._path, overwrite: true);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"--pid-file {path}: {e.Message}; expected a file that can be written", e);
        }
    }

    /// <summary>Removes the file, unless another daemon has taken it over.</summary>
    public void Remove(ILogger logger)
    {
        try
        {
            if (File.Exists(_path) && File.ReadAllText(_path) == _text)
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
