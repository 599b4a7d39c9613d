using System.Text.Json;
using Wlmscp.Configuration;

namespace Wlmscp.Commands.Devices;

/// <summary>A profile to begin with, in the list <c>devices</c> of a configuration file.</summary>
internal static class ProfileDraft
{
    /// <summary>Prints it, with comments that say why.</summary>
    /// <exception cref="ToolException">The device cannot be named in a profile.</exception>
    public static void Write(DeviceCard card)
    {
        if (!AETitle.TryParse(card.Title, out _) || card.Title.AsSpan().ContainsAny('*', '?'))
        {
            throw new ToolException(
                ExitCode.Failed, $"{card.Title}: no profile can name it, expected a calling AE title without * and ?");
        }

        Console.WriteLine("{ \"devices\": [\n  {");
        Console.WriteLine(string.Join(",\n", SettingsOf(card)));
        Console.WriteLine("  }\n] }");
    }

    private static IEnumerable<string> SettingsOf(DeviceCard card)
    {
        yield return Setting($"As it calls itself; {(card.Queries == 1 ? "1 query" : $"{card.Queries} queries")}.", "calling", Quote(card.Title));
        if (card.Described == 0)
        {
            yield break;
        }

        if (card.Valued(DeviceKey.Station) == 0)
        {
            yield return Setting(
                "It never says which station it is: it would get what others are to do.",
                "station", $"{{ \"force\": {Quote(card.Title)} }}");
        }

        if (card.Valued(DeviceKey.Date) == 0)
        {
            yield return Setting(
                "It never asks for a date: it would get the whole list.", "dates", "{ \"default\": \"-1d..+1d\" }");
        }

        if (card.CharacterSets.Count == 1 && AnswerCharacterSetOf(card) is { } characterSet)
        {
            yield return Setting(
                "It names this one in its queries, and may read no other.",
                "characterSet", $"{{ \"name\": {Quote(characterSet)} }}");
        }
    }

    private static string? AnswerCharacterSetOf(DeviceCard card) =>
        ValueForms.AnswerCharacterSet.TryRead(card.CharacterSets.Texts.First(), out _)
            ? card.CharacterSets.Texts.First()
            : null;

    private static string Setting(string why, string name, string value) => $"    // {why}\n    \"{name}\": {value}";

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
