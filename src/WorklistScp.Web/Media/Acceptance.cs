using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using WorklistScp.Web.Problems;

namespace WorklistScp.Web.Media;

/// <summary>Chooses the form of an answer by what the client accepts (PS3.18 8.3.3 and 8.7.5).</summary>
internal static class Acceptance
{
    /// <summary>The media type of the DICOM JSON model.</summary>
    public const string Json = "application/dicom+json";

    /// <summary>The media type of the Native DICOM Model.</summary>
    public const string Xml = "application/dicom+xml";

    /// <summary>The media type of several parts.</summary>
    public const string Multipart = "multipart/related";

    /// <summary>Chooses; parameters of the query count for more than headers.</summary>
    /// <exception cref="WebProblemException">There is no form that the client accepts.</exception>
    public static DatasetForm Choose(HttpRequest request)
    {
        StringValues charsets = request.Query.TryGetValue("accept-charset", out StringValues asked)
            ? asked
            : request.Headers.AcceptCharset;
        if (!AcceptsUtf8(charsets))
        {
            throw NotAcceptable("text is in UTF-8, expected accept-charset=utf-8");
        }

        StringValues types = request.Query.TryGetValue("accept", out StringValues accept) ? accept : request.Headers.Accept;
        if (types.Count == 0 || types.All(string.IsNullOrWhiteSpace))
        {
            return DatasetForm.Json;
        }

        IEnumerable<MediaTypeHeaderValue> wanted = MediaTypeHeaderValue.TryParseList(types.ToArray()!, out var parsed)
            ? parsed.Where(type => type.Quality is not 0).OrderByDescending(type => type.Quality ?? 1)
            : throw new WebProblemException(StatusCodes.Status400BadRequest, "accept: expected media types");
        foreach (MediaTypeHeaderValue type in wanted)
        {
            if (FormOf(type) is { } form)
            {
                return form;
            }
        }

        throw NotAcceptable($"expected {Json}, {Xml}, or {Multipart} with one of these as its type");
    }

    private static DatasetForm? FormOf(MediaTypeHeaderValue type)
    {
        if (type.MediaType.Equals(Multipart, StringComparison.OrdinalIgnoreCase))
        {
            StringSegment inner = HeaderUtilities.RemoveQuotes(
                NameValueHeaderValue.Find(type.Parameters, "type")?.Value ?? default);
            return inner.Equals(Xml, StringComparison.OrdinalIgnoreCase) ? DatasetForm.MultipartXml
                : inner.Equals(Json, StringComparison.OrdinalIgnoreCase) || !inner.HasValue ? DatasetForm.MultipartJson
                : null;
        }

        return type.MatchesAllTypes || Is(type, Json) || Is(type, "application/json") || Is(type, "application/*")
            ? DatasetForm.Json
            : Is(type, Xml) ? DatasetForm.Xml
            : Is(type, "multipart/*") ? DatasetForm.MultipartJson
            : null;
    }

    private static bool Is(MediaTypeHeaderValue type, string name) =>
        type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool AcceptsUtf8(StringValues charsets) =>
        charsets.Count == 0 || !StringWithQualityHeaderValue.TryParseList(charsets.ToArray()!, out var parsed)
        || parsed.Any(charset => charset.Quality is not 0 && (charset.Value == "*"
            || charset.Value.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || charset.Value.Equals("ISO_IR 192", StringComparison.OrdinalIgnoreCase)));

    private static WebProblemException NotAcceptable(string detail) => new(StatusCodes.Status406NotAcceptable, detail);
}
