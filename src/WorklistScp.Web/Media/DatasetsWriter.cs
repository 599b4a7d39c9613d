using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WorklistScp.Dicom.Json;
using WorklistScp.Dicom.Xml;

namespace WorklistScp.Web.Media;

/// <summary>Writes data sets, with their text in UTF-8, as the answer to a request.</summary>
internal static class DatasetsWriter
{
    private const int FlushSize = 32 * 1024;

    /// <summary>Writes them.</summary>
    /// <param name="datasets">The data sets; each is made when it is its turn.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="form">The form.</param>
    /// <param name="context">The request.</param>
    public static async Task WriteAsync(
        IEnumerable<DicomDataset> datasets, int count, DatasetForm form, HttpContext context)
    {
        HttpResponse response = context.Response;
        CancellationToken cancellationToken = context.RequestAborted;
        switch (form)
        {
            case DatasetForm.Json:
                response.ContentType = Acceptance.Json;
                await WriteArrayAsync(datasets, response.BodyWriter, cancellationToken);
                break;
            case DatasetForm.MultipartJson:
                await WritePartsAsync([datasets], Acceptance.Json, WriteArrayAsync, response, cancellationToken);
                break;
            case var _ when count == 0:
                response.StatusCode = StatusCodes.Status204NoContent; // there are no documents
                break;
            case DatasetForm.Xml when count == 1:
                response.ContentType = Acceptance.Xml;
                await WriteDocumentAsync(datasets.Single(), response.BodyWriter, cancellationToken);
                break;
            default:
                // Several documents are several parts, whether or not the client has said so.
                await WritePartsAsync(datasets, Acceptance.Xml, WriteDocumentAsync, response, cancellationToken);
                break;
        }
    }

    /// <summary>Writes one, not as an array: as JSON, or as XML where the client wants that.</summary>
    public static async Task WriteOneAsync(DicomDataset dataset, HttpContext context)
    {
        PipeWriter output = context.Response.BodyWriter;
        if (Acceptance.Choose(context.Request) is DatasetForm.Xml)
        {
            context.Response.ContentType = Acceptance.Xml;
            await WriteDocumentAsync(dataset, output, context.RequestAborted);
            return;
        }

        context.Response.ContentType = Acceptance.Json;
        await using (var json = new Utf8JsonWriter(output))
        {
            DicomJsonWriter.WriteUnicode(dataset, json);
        }

        await output.FlushAsync(context.RequestAborted);
    }

    private static async Task WriteArrayAsync(
        IEnumerable<DicomDataset> datasets, PipeWriter output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output);
        json.WriteStartArray();
        foreach (DicomDataset dataset in datasets)
        {
            DicomJsonWriter.WriteUnicode(dataset, json);
            if (json.BytesPending + output.UnflushedBytes > FlushSize)
            {
                json.Flush();
                await output.FlushAsync(cancellationToken);
            }
        }

        json.WriteEndArray();
        json.Flush();
        await output.FlushAsync(cancellationToken);
    }

    private static async Task WriteDocumentAsync(
        DicomDataset dataset, PipeWriter output, CancellationToken cancellationToken)
    {
        DicomXmlWriter.WriteUnicode(dataset, output);
        await output.FlushAsync(cancellationToken);
    }

    private static async Task WritePartsAsync<T>(
        IEnumerable<T> parts, string type, Func<T, PipeWriter, CancellationToken, Task> writeAsync, HttpResponse response,
        CancellationToken cancellationToken)
    {
        string boundary = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        response.ContentType = $"{Acceptance.Multipart}; type=\"{type}\"; boundary={boundary}";
        PipeWriter output = response.BodyWriter;
        foreach (T part in parts)
        {
            output.Write(Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Type: {type}\r\n\r\n"));
            await writeAsync(part, output, cancellationToken);
            output.Write("\r\n"u8);
        }

        output.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        await output.FlushAsync(cancellationToken);
    }
}
