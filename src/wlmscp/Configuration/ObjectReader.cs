using System.Globalization;
using System.Text.Json;
using WorklistScp.Worklist.Assignments;

namespace Wlmscp.Configuration;

/// <summary>
/// Takes the members of an object one by one, by their names; what is wrong with one is a fault, and it counts as absent.
/// Ask <see cref="Finish"/> last.
/// </summary>
/// <param name="node">The object.</param>
/// <param name="faults">Receives what is wrong.</param>
internal sealed class ObjectReader(ConfigurationNode node, List<ConfigurationFault> faults)
{
    private readonly List<string> _known = [];

    /// <summary>The object.</summary>
    public ConfigurationNode Node => node;

    /// <summary>Takes a text; what is absent is something else.</summary>
    public T Value<T>(string name, ValueForm<T> form, T otherwise) =>
        Take(name) is { } member && Read(member, form) is { IsRight: true } read ? read.Value! : otherwise;

    /// <summary>Takes one text, or a list of them; null: it is absent.</summary>
    public IReadOnlyList<T>? Values<T>(string name, ValueForm<T> form)
    {
        if (Take(name) is not { } member)
        {
            return null;
        }

        List<ConfigurationNode> items = member.Kind == JsonTokenType.StartArray ? member.Items : [member];
        if (items.Count == 0)
        {
            Fault(member, "an empty list", $"at least one: {form.Expected}");
        }

        return [.. items.Select(item => Read(item, form)).Where(read => read.IsRight).Select(read => read.Value!)];
    }

    /// <summary>Takes a text that has to be there; null: it is not.</summary>
    public T? Required<T>(string name, ValueForm<T> form)
        where T : class
    {
        int before = faults.Count;
        T? value = Value(name, form!, null);
        if (value is null && faults.Count == before)
        {
            faults.Add(new ConfigurationFault(node.Line, node.PathOf(name), $"missing, expected {form.Expected}"));
        }

        return value;
    }

    /// <summary>Takes true or false.</summary>
    public bool Flag(string name, bool otherwise) => Flag(name) ?? otherwise;

    /// <summary>Takes true or false; null: it is absent.</summary>
    public bool? Flag(string name)
    {
        if (Take(name) is not { } member)
        {
            return null;
        }

        if (member.Kind is not (JsonTokenType.True or JsonTokenType.False))
        {
            Fault(member, member.Quoted, "true or false");
        }

        return member.Kind == JsonTokenType.True;
    }

    /// <summary>Takes a number; null: it is absent, or wrong.</summary>
    public int? Number(string name, int least, int most) =>
        Take(name) is { } member ? ReadNumber(member, least, most) : null;

    /// <summary>Takes texts by names that the site chooses; null: they are absent.</summary>
    public IReadOnlyDictionary<string, T>? Map<T>(string name, ValueForm<T> form)
    {
        if (TakeObject(name) is not { } member)
        {
            return null;
        }

        ReportRepeated(member.Node);
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach ((string key, ConfigurationNode value) in member.Node.Members)
        {
            if (Read(value, form) is { IsRight: true } read)
            {
                map[key] = read.Value!;
            }
        }

        return map;
    }

    /// <summary>Takes texts by attributes, in the order of the file; none: they are absent.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="formOf">What the text for an attribute may be.</param>
    public IReadOnlyList<(AttributePath Path, T Value)> Attributes<T>(string name, Func<AttributePath, ValueForm<T>> formOf) =>
        Attributes(name, (path, value) =>
            Read(value, formOf(path)) is { IsRight: true } read ? (true, read.Value!) : (false, default!));

    /// <summary>Takes numbers by attributes, in the order of the file; none: they are absent.</summary>
    public IReadOnlyList<(AttributePath Path, int Value)> AttributeNumbers(string name, int least, int most) =>
        Attributes(name, (_, value) => ReadNumber(value, least, most) is { } number ? (true, number) : (false, 0));

    /// <summary>Whether a member is there.</summary>
    public bool Has(string name) => node.Members.Exists(member => member.Name == name);

    /// <summary>Takes an object; null: it is absent.</summary>
    public ObjectReader? TakeObject(string name)
    {
        ConfigurationNode? member = Take(name);
        return member is null || !IsObject(member) ? null : new ObjectReader(member, faults);
    }

    /// <summary>Takes a list of objects, of which there is at least one; null: it is absent.</summary>
    public IReadOnlyList<T>? Objects<T>(string name, Func<ObjectReader, T> read)
    {
        if (Take(name) is not { } member)
        {
            return null;
        }

        if (member.Kind != JsonTokenType.StartArray || member.Items.Count == 0)
        {
            Fault(
                member, member.Kind == JsonTokenType.StartArray ? "an empty list" : member.Quoted, "a list of objects");
            return [];
        }

        return [.. member.Items.Where(IsObject).Select(item => Read(new ObjectReader(item, faults), read))];
    }

    /// <summary>Says that a value cannot be.</summary>
    public void Fault(ConfigurationNode value, string what, string expected) =>
        faults.Add(new ConfigurationFault(value.Line, value.Path, $"{what}, expected {expected}"));

    /// <summary>Says that something is doubtful.</summary>
    /// <param name="value">What.</param>
    /// <param name="text">Why.</param>
    /// <param name="area">The storage area without which it is not; null: it is in any case.</param>
    public void Warn(ConfigurationNode value, string text, string? area = null) =>
        faults.Add(new ConfigurationFault(value.Line, value.Path, text) { IsWarning = true, Area = area });

    /// <summary>Says that a setting names a storage area, and what is wrong where there is none of that name.</summary>
    /// <param name="name">The setting.</param>
    public void WarnOfMissingArea(string name)
    {
        if (node.Members.Find(member => member.Name == name).Value is { } value)
        {
            WarnOfMissingArea(value);
        }
    }

    /// <summary>Says of each storage area of a list what is wrong where there is none of that name.</summary>
    /// <param name="name">The list.</param>
    public void WarnOfMissingAreas(string name)
    {
        if (node.Members.Find(member => member.Name == name).Value is { } value)
        {
            foreach (ConfigurationNode item in value.Kind == JsonTokenType.StartArray ? value.Items : [value])
            {
                WarnOfMissingArea(item);
            }
        }
    }

    /// <inheritdoc cref="WarnOfMissingArea(string)"/>
    /// <param name="value">Its value.</param>
    public void WarnOfMissingArea(ConfigurationNode value)
    {
        if (value is { Kind: JsonTokenType.String, Text: { Length: > 0 } area })
        {
            faults.Add(new ConfigurationFault(value.Line, value.Path, $"there is no storage area {area} now, expected one")
            {
                IsWarning = true, Area = area, IsOfMissingArea = true,
            });
        }
    }

    /// <summary>Whether something in a value cannot be.</summary>
    public bool HasFault(ConfigurationNode value) => faults.Exists(
        fault => !fault.IsWarning && fault.Path.StartsWith($"{value.Path}.", StringComparison.Ordinal));

    /// <summary>Says which members nobody has asked for, and which stand there twice.</summary>
    public void Finish()
    {
        ReportRepeated(node);
        foreach ((string name, ConfigurationNode value) in node.Members.Where(member => !_known.Contains(member.Name)))
        {
            string expected = NearestWord.Find(name, _known) is { } nearest
                ? $"perhaps {nearest}"
                : $"one of {string.Join(", ", _known)}";
            Fault(value, "there is no such setting", expected);
        }
    }

    private static T Read<T>(ObjectReader item, Func<ObjectReader, T> read)
    {
        T value = read(item);
        item.Finish();
        return value;
    }

    private void ReportRepeated(ConfigurationNode of)
    {
        foreach ((string name, ConfigurationNode value) in of.Members
            .GroupBy(member => member.Name, StringComparer.Ordinal).SelectMany(same => same.Skip(1)))
        {
            Fault(value, $"{name} stands there twice", "it once");
        }
    }

    private bool IsObject(ConfigurationNode value)
    {
        bool isObject = value.Kind == JsonTokenType.StartObject;
        if (!isObject)
        {
            Fault(value, value.Quoted, "an object, in braces");
        }

        return isObject;
    }

    private (bool IsRight, T? Value) Read<T>(ConfigurationNode value, ValueForm<T> form)
    {
        if (value.Kind == JsonTokenType.String && form.TryRead(value.Text, out T? read))
        {
            return (true, read);
        }

        string? suggested = value.Kind == JsonTokenType.String ? form.Suggest?.Invoke(value.Text) : null;
        Fault(value, value.Quoted, suggested ?? form.Expected);
        return (false, default);
    }

    private List<(AttributePath Path, T Value)> Attributes<T>(
        string name, Func<AttributePath, ConfigurationNode, (bool IsRight, T Value)> read)
    {
        var values = new List<(AttributePath, T)>();
        ObjectReader? member = TakeObject(name);
        if (member is not null)
        {
            ReportRepeated(member.Node);
        }

        foreach ((string key, ConfigurationNode value) in member?.Node.Members ?? [])
        {
            if (!AttributePath.TryParse(key, out AttributePath? path, out string? expected))
            {
                Fault(value, $"no attribute {key}", expected);
            }
            else if (read(path, value) is (true, var right))
            {
                values.Add((path, right));
            }
        }

        return values;
    }

    private int? ReadNumber(ConfigurationNode value, int least, int most)
    {
        if (value.Kind == JsonTokenType.Number
            && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            && number >= least && number <= most)
        {
            return number;
        }

        Fault(value, value.Quoted, $"a number from {least} to {most}");
        return null;
    }

    private ConfigurationNode? Take(string name)
    {
        _known.Add(name);
        return node.Members.Find(member => member.Name == name).Value;
    }
}
