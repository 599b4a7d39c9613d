using System.Text.Json;
using WorklistScp.Dicom.Json;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Commands.Replaying;

/// <summary>Prints for programs how recorded queries are answered from now: one JSON object, to standard output.</summary>
internal sealed class ReplayJson : IReplayOutput, IDisposable
{
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly Utf8JsonWriter _json;
    private readonly bool _isSummary;
    private readonly bool _hasValues;

    /// <summary>Begins.</summary>
    /// <param name="isSummary">Whether without the queries.</param>
    /// <param name="hasValues">Whether with values of attributes, which are patients' data.</param>
    public ReplayJson(bool isSummary, bool hasValues)
    {
        (_isSummary, _hasValues) = (isSummary, hasValues);
        _json = new Utf8JsonWriter(_output, DicomJsonWriter.Readable);
        _json.WriteStartObject();
        _json.WriteStartArray("queries"u8);
    }

    /// <inheritdoc/>
    public void Write(QueryDifference difference)
    {
        if (_isSummary)
        {
            return;
        }

        _json.WriteStartObject();
        Write("files", difference.Recorded.Files);
        _json.WriteString("calling"u8, difference.Recorded.Device.CallingAETitle);
        _json.WriteString("called"u8, difference.Recorded.Device.CalledAETitle);
        Write("before", difference.Before);
        Write("after", difference.After);
        Write("more", difference.More);
        Write("less", difference.Less);
        _json.WriteBoolean("reordered"u8, difference.IsReordered);
        _json.WriteStartArray("answers"u8);
        foreach (AnswerDifference answer in difference.Changed)
        {
            _json.WriteStartObject();
            _json.WriteString("file"u8, answer.File);
            _json.WriteStartArray("changes"u8);
            foreach (AttributeChange change in answer.Attributes)
            {
                Write(change);
            }

            _json.WriteEndArray();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <inheritdoc/>
    public void End(ReplayTotals totals, IEnumerable<string> suppositions)
    {
        _json.WriteEndArray();
        Write("remarks", suppositions);
        _json.WriteNumber("requests"u8, totals.Requests);
        _json.WriteNumber("different"u8, totals.Different);
        _json.WriteNumber("empty"u8, totals.Empty);
        _json.WriteNumber("refused"u8, totals.Refused);
        _json.WriteEndObject();
        _json.Flush();
        _output.Write("\n"u8);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _output.Dispose();
    }

    private void Write(string name, IEnumerable<string> values)
    {
        _json.WriteStartArray(name);
        foreach (string value in values)
        {
            _json.WriteStringValue(value);
        }

        _json.WriteEndArray();
    }

    private void Write(string name, ReplayedQuery query)
    {
        _json.WriteStartObject(name);
        _json.WriteString("profile"u8, query.Query.Profile?.Name);
        _json.WriteString("refusal"u8, query.Refusal);
        _json.WriteNumber("matches"u8, query.Found.Count);
        _json.WriteString("status"u8, query.Query.Warns ? "FF01" : "FF00");
        _json.WriteEndObject();
    }

    private void Write(AttributeChange change)
    {
        _json.WriteStartObject();
        _json.WriteString("attribute"u8, change.Attribute);
        if (_hasValues)
        {
            _json.WriteString("before"u8, change.Before);
            _json.WriteString("after"u8, change.After);
        }

        _json.WriteEndObject();
    }
}
