using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Services;
using WorklistScp.Storage.Editing;

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
    public void Check()
    {
        try
        {
            WholeFile.CheckIn(settings.Directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(ReasonOf(e), e);
        }
    }

    /// <summary>Writes a request, or logs one line that says why that cannot be done. May hang.</summary>
    /// <param name="request">The request.</param>
    /// <param name="text">Its identifier as dump text.</param>
    public void Write(DicomCFindRequest request, ReadOnlySpan<byte> text)
    {
        DateTimeOffset now = time.GetLocalNow();
        try
        {
            if (RequestFileName.HasTime(settings.Format))
            {
                WholeFile.WriteNew(
                    settings.Directory, text,
                    Enumerable.Range(0, MaxAttempts).Select(later => PathOf(request, now.AddMicroseconds(later))));
            }
            else
            {
                WholeFile.Write(PathOf(request, now), text);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            RequestFileEvents.NotWritten(logger, request.Association.Id, settings.Directory, ReasonOf(e));
        }
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
