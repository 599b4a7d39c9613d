using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Services;

namespace Wlmscp.RequestFiles;

/// <summary>
/// Writes files of the identifiers of queries, each whole or not at all. A failure never fails the query.
/// </summary>
/// <remarks>
/// As with wlmscpfs a file takes the place of an older one of the same name; with the time in the name, none does.
/// </remarks>
internal sealed class RequestFileWriter(RequestFileSettings settings, ILogger logger, TimeProvider time)
{
    // Requests in the same microsecond take the following ones.
    private const int MaxAttempts = 10_000;

    /// <summary>Fails unless files can be made in the directory.</summary>
    /// <exception cref="IOException">
    /// It does not exist or cannot be written to; the message has no path.
    /// </exception>
    public void Check() => WithTemporaryFile([], File.Delete);

    /// <summary>Writes a request, or logs one line that says why that cannot be done. May hang.</summary>
    /// <param name="request">The request.</param>
    /// <param name="text">Its identifier as dump text.</param>
    public void Write(DicomCFindRequest request, ReadOnlySpan<byte> text)
    {
        try
        {
            WithTemporaryFile(text, temporary => MoveToItsName(temporary, request));
        }
        catch (IOException e)
        {
            RequestFileEvents.NotWritten(logger, request.Association.Id, settings.Directory, e.Message);
        }
    }

    private void WithTemporaryFile(ReadOnlySpan<byte> text, Action<string> use)
    {
        string path = TemporaryFile.PathIn(settings.Directory);
        try
        {
            File.WriteAllBytes(path, text);
            use(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TemporaryFile.DeleteIfThere(path);
            throw new IOException(ReasonOf(e), e);
        }
    }

    private void MoveToItsName(string temporary, DicomCFindRequest request)
    {
        DateTimeOffset now = time.GetLocalNow();
        if (!RequestFileName.HasTime(settings.Format))
        {
            File.Move(temporary, PathOf(request, now), overwrite: true);
            return;
        }

        for (var attempt = 1; !HardLink.TryCreate(temporary, PathOf(request, now)); attempt++)
        {
            if (attempt == MaxAttempts)
            {
                throw new IOException("no name is free", HardLink.EEXIST);
            }

            now = now.AddMicroseconds(1);
        }

        File.Delete(temporary);
    }

    private string PathOf(DicomCFindRequest request, DateTimeOffset now) =>
        Path.Join(settings.Directory, RequestFileName.Of(settings.Format, request, now));

    // Not the exception's own message: it has the path, and in that may be a Patient ID.
    private static string ReasonOf(Exception e) => e switch
    {
        DirectoryNotFoundException => "no such directory",
        UnauthorizedAccessException => "permission denied",
        { HResult: > 0 and < 4096 } => Marshal.GetPInvokeErrorMessage(e.HResult), // an error number of the system
        _ => "unexpected failure",
    };
}
