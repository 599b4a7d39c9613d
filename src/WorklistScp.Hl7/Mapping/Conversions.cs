using WorklistScp.Hl7.Meanings;

namespace WorklistScp.Hl7.Mapping;

/// <summary>The ways in which tables of fields make attributes.</summary>
internal static class Conversions
{
    private const string Local = "L"; // the coding scheme of codes that name none

    /// <summary>Text as it stands at the first source that has some.</summary>
    public static FieldRow Text(DicomTag tag, params string[] sources) =>
        new(tag, static (target, values) => target.Put(values[0], values[0].Text), sources);

    /// <summary>All texts of all sources, as values.</summary>
    public static FieldRow Texts(DicomTag tag, params string[] sources) => new(
        tag, static (target, values) => target.PutAll(values.Select(value => (value, value.Text))), sources)
    {
        TakesAll = true,
    };

    /// <summary>An identifier, which is never cut.</summary>
    public static FieldRow Key(DicomTag tag, params string[] sources) =>
        new(tag, static (target, values) => target.PutKey(values[0], values[0].Text), sources);

    /// <summary>Identifiers, one value each.</summary>
    public static FieldRow Keys(DicomTag tag, params string[] sources) =>
        new(tag, static (target, values) => target.PutKeys(values.Select(value => (value, value.Text))), sources);

    /// <summary>The words of a coded field that begins at a component (CE, CWE): its text, else its code.</summary>
    public static FieldRow Meaning(DicomTag tag, params string[] sources) => new(
        tag, static (target, values) => target.Put(values[0], MeaningOf(values[0])), sources);

    /// <summary>The words of a coded field, each repetition of all sources, as values.</summary>
    public static FieldRow AllMeanings(DicomTag tag, params string[] sources) => new(
        tag, static (target, values) => target.PutAll(values.Select(value => (value, MeaningOf(value)))), sources)
    {
        TakesAll = true,
    };

    /// <summary>Items of a coded field whose code stands at the source, its text and scheme behind it.</summary>
    public static FieldRow Code(DicomTag tag, params string[] sources) => new(
        tag, static (target, values) => target.PutItems(values.Select(value => ItemOf(target, value))), sources);

    /// <summary>A defined term for each value of a table of HL7; all else has none.</summary>
    public static FieldRow Term(DicomTag tag, IReadOnlyDictionary<string, string> terms, params string[] sources) => new(
        tag,
        (target, values) =>
        {
            if (terms.TryGetValue(values[0].Text.Trim().ToUpperInvariant(), out string? term))
            {
                target.PutTerm(term);
                return;
            }

            target.Drop(values[0], "no value that DICOM has a term for");
            target.PutEmpty();
        },
        sources);

    /// <summary>The date of a time stamp, where the entry's times are.</summary>
    public static FieldRow Date(DicomTag tag, params string[] sources) =>
        new(tag, static (target, values) => PutDate(target, values[0], MomentOf(target, values[0])), sources);

    /// <summary>The time of a time stamp, where the entry's times are; if it has one.</summary>
    public static FieldRow Time(DicomTag tag, params string[] sources) =>
        new(tag, static (target, values) => PutTime(target, MomentOf(target, values[0])), sources);

    /// <summary>The date of a time stamp, wherever it was.</summary>
    public static FieldRow Day(DicomTag tag, params string[] sources) =>
        new(tag, static (target, values) => PutDate(target, values[0], Hl7Moment.Find(values[0].Text)), sources);

    /// <summary>The time of a time stamp, wherever it was; if it has one.</summary>
    public static FieldRow TimeOfDay(DicomTag tag, params string[] sources) =>
        new(tag, static (target, values) => PutTime(target, Hl7Moment.Find(values[0].Text)), sources);

    /// <summary>All texts of all sources, one line each.</summary>
    public static FieldRow Lines(DicomTag tag, params string[] sources) => new(
        tag,
        static (target, values) => target.Put(values[0], string.Join('\n', values.Select(value => value.Text))), sources)
    {
        TakesAll = true,
    };

    /// <summary>The name of a person who has an ID before it (XCN).</summary>
    public static FieldRow Person(DicomTag tag, params string[] sources) => new(
        tag, static (target, values) => target.Put(values[0], PersonName.OfPerson(values[0])), sources);

    /// <summary>The ID of such a person, as a code of who gave it.</summary>
    public static FieldRow PersonID(DicomTag tag, params string[] sources) => new(
        tag,
        static (target, values) =>
        {
            FieldValue person = values[0];
            string id = person[1];
            var code = new DicomDataset();
            if (id.Length > 0)
            {
                PutCode(
                    target with { Dataset = code }, person, id, person[9, 1], PersonName.OfPerson(person).Replace('^', ' '));
                target.PutItem(new DicomDataset(new DicomSequence(DicomTag.PersonIdentificationCodeSequence, code)));
            }
        },
        sources);

    /// <summary>Who gave a number: the parts behind it (EI).</summary>
    public static FieldRow Issuer(DicomTag tag, params string[] sources) => new(
        tag, static (target, values) => target.PutItem(IssuerOf(target, values[0], value => (value[2], value[3], value[4]))),
        sources);

    /// <summary>Who gave an identifier: its fourth component (CX).</summary>
    public static FieldRow Authority(DicomTag tag, params string[] sources) => new(
        tag,
        static (target, values) => target.PutItem(
            IssuerOf(target, values[0], value => (value[4, 1], value[4, 2], value[4, 3]))),
        sources);

    /// <summary>An address (XAD): street, other, code and city, state, country.</summary>
    public static FieldRow Address(DicomTag tag, params string[] sources) => new(
        tag,
        static (target, values) =>
        {
            FieldValue address = values[0];
            string city = $"{address[5]} {address[3]}".Trim();
            string[] parts = [address[1, 1], address[2], city, address[4], address[6]];
            target.Put(address, string.Join(", ", parts.Where(part => part.Length > 0)));
        },
        sources);

    /// <summary>Telephone numbers (XTN) that fit; a part of one would be another.</summary>
    public static FieldRow Telephones(DicomTag tag, params string[] sources) => new(
        tag,
        static (target, values) =>
        {
            var numbers = new List<(FieldValue, string)>();
            foreach (FieldValue value in values)
            {
                string number = TelephoneOf(value);
                if (number.Length <= DicomVR.SH.MaxLength)
                {
                    numbers.Add((value, number));
                }
                else
                {
                    target.Drop(value, $"a telephone number of more than {DicomVR.SH.MaxLength} characters");
                }
            }

            target.PutAll(numbers);
        },
        sources)
    {
        TakesAll = true,
    };

    /// <summary>The text of a coded field; its code where it has none.</summary>
    public static string MeaningOf(FieldValue value)
    {
        int first = Math.Max(1, value.Source.Component);
        return value[first + 1] is { Length: > 0 } text ? text : value[first];
    }

    /// <summary>A telephone number: as it was written, else of its parts (HL7 v2.5 2.A.89).</summary>
    public static string TelephoneOf(FieldValue value) =>
        value[1] is { Length: > 0 } written ? written
        : value[12] is { Length: > 0 } unformatted ? unformatted
        : string.Join(' ', new[] { value[5], value[6], value[7] }.Where(part => part.Length > 0));

    /// <summary>A code, its scheme and its meaning in an item (PS3.3 table 8.8-1).</summary>
    public static DicomDataset ItemOf(FieldTarget target, FieldValue value)
    {
        int first = Math.Max(1, value.Source.Component);
        var item = new DicomDataset();
        if (value[first].Length > 0)
        {
            PutCode(target with { Dataset = item }, value, value[first], value[first + 2], value[first + 1]);
        }

        return item;
    }

    private static void PutDate(FieldTarget target, FieldValue value, Hl7Moment? moment)
    {
        if (moment is { } found)
        {
            target.PutTerm(found.Date);
        }
        else
        {
            target.Drop(value, "no date, expected YYYYMMDD at least");
        }
    }

    private static void PutTime(FieldTarget target, Hl7Moment? moment)
    {
        if (moment is { Time.Length: > 0 } found)
        {
            target.PutTerm(found.Time);
        }
    }

    private static Hl7Moment? MomentOf(FieldTarget target, FieldValue value) =>
        Hl7Moment.Find(value.Text) is { } moment ? target.Mapper.AtSite(moment) : null;

    private static DicomDataset IssuerOf(
        FieldTarget target, FieldValue value, Func<FieldValue, (string Name, string ID, string Type)> partsOf)
    {
        (string name, string id, string type) = partsOf(value);
        var item = new DicomDataset();
        FieldTarget part = target with { Dataset = item };
        part[DicomTag.LocalNamespaceEntityID].Put(value, name);
        part[DicomTag.UniversalEntityID].Put(value, id);
        part[DicomTag.UniversalEntityIDType].Put(value, id.Length > 0 ? type : "");
        return item;
    }

    private static void PutCode(FieldTarget target, FieldValue value, string code, string scheme, string meaning)
    {
        bool isLong = DicomText.CountOf(code) > DicomVR.SH.MaxLength;
        target[isLong ? DicomTag.LongCodeValue : DicomTag.CodeValue].Put(value, code);
        target[DicomTag.CodingSchemeDesignator].Put(value, scheme.Length > 0 ? scheme : Local);
        target[DicomTag.CodeMeaning].Put(value, meaning.Length > 0 ? meaning : code);
        if (scheme.Length == 0)
        {
            target.Mapper.Note(
                Hl7NoteKind.Adapted, value.Path, DicomTag.CodingSchemeDesignator,
                $"a code of no scheme got the scheme {Local}, local");
        }
    }
}
