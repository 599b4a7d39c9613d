using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Web.Problems;

/// <summary>Why a request is not carried out (RFC 9457).</summary>
/// <param name="Status">The status of the answer.</param>
/// <param name="Detail">What is wrong, and what was expected: one line, without a patient's data.</param>
internal sealed record WebProblem(int Status, string Detail)
{
    /// <summary>The attributes at fault.</summary>
    public IReadOnlyList<AttributeProblem> Invalid { get; init; } = [];

    /// <summary>How many entries were changed all the same; null: there are not several.</summary>
    public int? Count { get; init; }

    /// <summary>When to try again; null: nothing is said of it.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the answer asks the client to prove who it is by; null: nothing.</summary>
    public string? Challenge { get; init; }

    /// <summary>Answers with it.</summary>
    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = $"{Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))}";
        }

        if (Challenge is not null)
        {
            response.Headers.WWWAuthenticate = Challenge;
        }

        using (var json = new Utf8JsonWriter(response.BodyWriter))
        {
            Write(json);
        }

        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "about:blank"u8);
        json.WriteString("title"u8, TitleOf(Status));
        json.WriteNumber("status"u8, Status);
        json.WriteString("detail"u8, Detail);
        json.WriteString("errorMessage"u8, Detail); // what clients of dcm4chee read
        if (Count is { } count)
        {
            json.WriteNumber("count"u8, count);
        }

        if (Invalid.Count > 0)
        {
            json.WriteStartArray("invalid"u8);
            foreach (AttributeProblem problem in Invalid)
            {
                json.WriteStartObject();
                json.WriteString("attribute"u8, problem.Path.Name);
                json.WriteString("tag"u8, string.Join('.', problem.Path.Tags.Select(tag => $"{tag.Value:X8}")));
                json.WriteString("detail"u8, problem.Detail);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Bad Request",
        StatusCodes.Status401Unauthorized => "Unauthorized",
        StatusCodes.Status403Forbidden => "Forbidden",
        StatusCodes.Status404NotFound => "Not Found",
        StatusCodes.Status405MethodNotAllowed => "Method Not Allowed",
        StatusCodes.Status406NotAcceptable => "Not Acceptable",
        StatusCodes.Status409Conflict => "Conflict",
        StatusCodes.Status410Gone => "Gone",
        StatusCodes.Status412PreconditionFailed => "Precondition Failed",
        StatusCodes.Status413PayloadTooLarge => "Content Too Large",
        StatusCodes.Status415UnsupportedMediaType => "Unsupported Media Type",
        StatusCodes.Status422UnprocessableEntity => "Unprocessable Content",
        StatusCodes.Status428PreconditionRequired => "Precondition Required",
        StatusCodes.Status429TooManyRequests => "Too Many Requests",
        StatusCodes.Status500InternalServerError => "Internal Server Error",
        StatusCodes.Status503ServiceUnavailable => "Service Unavailable",
        _ => "Error",
    };
}

/// <summary>An attribute that is at fault.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Detail">What was expected.</param>
internal sealed record AttributeProblem(AttributePath Path, string Detail);

/// <summary>Ends a request with a problem, which is the answer to it.</summary>
internal sealed class WebProblemException(WebProblem problem, Exception? cause = null)
    : Exception(problem.Detail, cause)
{
    /// <summary>Makes one.</summary>
    /// <param name="status">The status of the answer.</param>
    /// <param name="detail">What is wrong, and what was expected.</param>
    public WebProblemException(int status, string detail)
        : this(new WebProblem(status, detail))
    {
    }

    /// <summary>The answer.</summary>
    public WebProblem Problem { get; } = problem;
}
