using System.Text.Json;

namespace Wlmscp.Commands.Devices;

/// <summary>Cards for programs.</summary>
internal static class DeviceJson
{
    /// <summary>Writes a card as an object.</summary>
    public static void Write(DeviceCard card, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("calling"u8, card.Title);
        Write("called", card.Called, json);
        Write("addresses", card.Addresses, json);
        Write("software", card.Software, json);
        Write("maxPdus", card.MaxPdus, json);
        Write("proposed", card.Proposed, json);
        Write("accepted", card.Accepted, json);
        Write("characterSets", card.CharacterSets, json);
        Write("stations", card.Stations, json);
        Write("modalities", card.Modalities, json);
        json.WriteNumber("queries"u8, card.Queries);
        json.WriteNumber("queriesADay"u8, card.QueriesADay);
        json.WriteNumber("empty"u8, card.Empty);
        json.WriteNumber("lastEmpty"u8, card.LastEmpty);
        json.WriteNumber("refused"u8, card.Refused);
        json.WriteNumber("mpps"u8, card.PerformedSteps);
        json.WriteString("lastSeen"u8, card.LastSeen);
        json.WriteStartObject("keys"u8);
        foreach ((string path, Tally kinds) in card.Keys)
        {
            json.WriteStartObject(path);
            foreach ((string kind, int count) in kinds.Counts)
            {
                json.WriteNumber(kind, count);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("hints"u8);
        foreach (string hint in DeviceHints.Of(card))
        {
            json.WriteStringValue(hint);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(string name, Tally values, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (string text in values.Texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
