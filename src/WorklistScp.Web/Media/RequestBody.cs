using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using WorklistScp.Dicom.Json;
using WorklistScp.Dicom.Xml;
using WorklistScp.Web.Problems;

namespace WorklistScp.Web.Media;

/// <summary>Reads what requests have in their body.</summary>
internal static class RequestBody
{
    private const int MostComment = 10240; // characters of LT

    /// <summary>Reads all of it; the server sees to it that it is not too long.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        while (true)
        {
            ReadResult result = await context.Request.BodyReader.ReadAsync(context.RequestAborted);
            if (result.IsCompleted)
            {
                byte[] body = result.Buffer.ToArray();
                context.Request.BodyReader.AdvanceTo(result.Buffer.End);
                return body;
            }

            context.Request.BodyReader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>Reads a body as one data set.</summary>
    /// <exception cref="WebProblemException">It is none.</exception>
    public static DicomDataset Parse(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        string type = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? parsed)
            ? parsed.MediaType.ToString().ToUpperInvariant()
            : "";
        try
        {
            return type switch
            {
                "APPLICATION/DICOM+JSON" or "APPLICATION/JSON" => DicomJsonReader.Read(body) is [var only]
                    ? only
                    : throw new WebProblemException(StatusCodes.Status400BadRequest, "the body: expected one data set"),
                "APPLICATION/DICOM+XML" => DicomXmlReader.Read(body),
                _ => throw new WebProblemException(
                    StatusCodes.Status415UnsupportedMediaType,
                    "Content-Type: expected application/dicom+json or application/dicom+xml"),
            };
        }
        catch (DicomDataException e)
        {
            throw new WebProblemException(
                new WebProblem(StatusCodes.Status400BadRequest, $"the body: {e.Message}"), e);
        }
    }

    /// <summary>Reads <c>{"comment":"..."}</c>; null: there is no body.</summary>
    /// <exception cref="WebProblemException">It is something else.</exception>
    public static async Task<string?> ReadCommentAsync(HttpContext context)
    {
        ReadOnlyMemory<byte> body = await ReadAsync(context);
        if (body.IsEmpty)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("comment", out JsonElement comment)
                && comment.ValueKind == JsonValueKind.String && comment.GetString() is { Length: <= MostComment } text
                ? text
                : throw WrongComment(null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw WrongComment(e);
        }
    }

    private static WebProblemException WrongComment(Exception? cause) => new(
        new WebProblem(StatusCodes.Status400BadRequest, "the body: expected {\"comment\":\"...\"}, or none"), cause);
}
