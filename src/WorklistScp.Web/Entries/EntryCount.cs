using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace WorklistScp.Web.Entries;

/// <summary>The answer that is a number of entries, as dcm4chee writes it: <c>{"count":3}</c>.</summary>
internal static class EntryCount
{
    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(int count, HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteNumber("count"u8, count);
        json.WriteEndObject();
    }
}
