using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Mapping;

/// <summary>An attribute of a data set that is made of values of a message.</summary>
/// <param name="Mapper">Who makes the data set.</param>
/// <param name="Dataset">The data set, or the item.</param>
/// <param name="Tag">The attribute.</param>
internal readonly record struct FieldTarget(FieldMapper Mapper, DicomDataset Dataset, DicomTag Tag)
{
    private string Name => DicomDictionary.TryFind(Tag, out DicomDictionaryEntry entry) ? entry.Keyword : $"{Tag}";

    private DicomVR VR => DicomDictionary.GetVR(Tag);

    private int MostValues =>
        DicomDictionary.TryFind(Tag, out DicomDictionaryEntry entry) ? entry.MostValues : int.MaxValue;

    /// <summary>Another attribute of the same data set.</summary>
    public FieldTarget this[DicomTag tag] => this with { Tag = tag };

    /// <summary>Makes it empty.</summary>
    public void PutEmpty() =>
        Dataset.AddOrUpdate(VR == DicomVR.SQ ? new DicomSequence(Tag) : new DicomElement(Tag, VR, default));

    /// <summary>Gives it a text; what is too long is cut, and what has no character left is left out.</summary>
    public void Put(FieldValue value, string text) => PutAll([(value, text)]);

    /// <summary>Gives it several texts, one value each, as many as it may have; the others are left out.</summary>
    public void PutAll(IEnumerable<(FieldValue Value, string Text)> texts)
    {
        FieldTarget target = this;
        (FieldValue Value, string Text)[] fitting =
        [
            .. texts.Select(pair => (pair.Value, Text: target.Fit(pair.Value, pair.Text))).Where(pair => pair.Text.Length > 0),
        ];
        foreach ((FieldValue value, _) in fitting.Skip(MostValues))
        {
            Drop(value, $"more values than the attribute has, {MostValues}");
        }

        Write([.. fitting.Take(MostValues).Select(pair => pair.Text)]);
    }

    /// <summary>Gives it a text that must not be cut: if it does not fit, the message is refused.</summary>
    public void PutKey(FieldValue value, string text) => PutKeys([(value, text)]);

    /// <summary>Gives it several such texts, one value each.</summary>
    public void PutKeys(IEnumerable<(FieldValue Value, string Text)> texts)
    {
        var keys = new List<string>();
        foreach ((FieldValue value, string text) in texts)
        {
            string key = Adapt(value, text);
            keys.Add(key);
            if (key.Length > 0 && Expected(key) is { } expected)
            {
                Mapper.Refuse(new Hl7Fault(value.Path, Hl7ErrorCode.DataTypeError, $"{Name}: expected {expected}"));
            }
        }

        Write(keys);
    }

    /// <summary>Gives it a value of its form, which is known to fit.</summary>
    public void PutTerm(string term) => Dataset.AddOrUpdate(Mapper.Encode(Tag, VR, term));

    /// <summary>Gives it one item, unless that has nothing.</summary>
    public void PutItem(DicomDataset item) => PutItems([item]);

    /// <summary>Gives it items; those that have nothing are left out.</summary>
    public void PutItems(IEnumerable<DicomDataset> items)
    {
        DicomDataset[] filled = [.. items.Where(item => item.Count > 0)];
        if (filled.Length > 0)
        {
            Dataset.AddOrUpdate(new DicomSequence(Tag, filled));
        }
    }

    /// <summary>Says that a value was not used.</summary>
    public void Drop(FieldValue value, string reason) =>
        Mapper.Note(Hl7NoteKind.Dropped, value.Path, Tag, reason);

    private void Write(List<string> texts)
    {
        texts.RemoveAll(text => text.Length == 0);
        if (texts.Count > 0)
        {
            Dataset.AddOrUpdate(Mapper.Encode(Tag, VR, string.Join('\\', texts)));
        }
    }

    private string Fit(FieldValue value, string text)
    {
        DicomVR vr = VR;
        string usual = Adapt(value, text);
        int most = vr.MaxLength == 0 ? int.MaxValue : vr.MaxLength;
        string cut = vr == DicomVR.PN ? DicomText.CutGroups(usual, most) : DicomText.Cut(usual, most);
        if (cut != usual)
        {
            Mapper.Note(Hl7NoteKind.Cut, value.Path, Tag, $"cut to {most} characters, the most that {vr} has");
        }

        return cut;
    }

    private string Adapt(FieldValue value, string text)
    {
        string usual = DicomText.Of(text, VR);
        if (!usual.ReplaceLineEndings("\n").Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            Mapper.Note(
                Hl7NoteKind.Adapted, value.Path, Tag, $"characters that {VR} does not have were replaced or left out");
        }

        return usual;
    }

    private string? Expected(string key) => VR switch
    {
        { } vr when vr == DicomVR.UI => DicomUID.IsValid(key) ? null : "a UID of at most 64 digits and dots",
        { } vr when vr == DicomVR.AE => AETitle.TryParse(key, out _) ? null
            : $"an AE title of at most {AETitle.MaxLength} characters",
        { } vr => DicomText.CountOf(key) <= vr.MaxLength ? null : $"at most {vr.MaxLength} characters",
    };
}
