using System.Text;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Worklist.Responses;

/// <summary>
/// Writes a response straight from the bytes of an entry: goes through the query's keys and the entry's elements, both
/// in the order of their tags, side by side.
/// </summary>
/// <param name="entry">The entry.</param>
/// <param name="syntax">The transfer syntax, one that is not deflated.</param>
/// <param name="output">Receives the encoded response.</param>
internal struct ResponseWriter(WorklistEntry entry, DicomTransferSyntax syntax, ByteBuffer output)
{
    private readonly DicomElementWriter _writer = new(output, syntax);
    private bool _hasText;
    private bool _needsCharacterSet;
    private DicomTag? _notEncodable;

    /// <summary>The entry.</summary>
    public readonly WorklistEntry Entry => entry;

    /// <summary>What receives the response.</summary>
    public readonly ByteBuffer Output => output;

    /// <summary>The value of the entry's Specific Character Set (0008,0005); empty if it has none.</summary>
    public readonly ReadOnlySpan<byte> OwnCharacterSet =>
        entry.Level.TryFind(DicomTag.SpecificCharacterSet, out DicomElementCursor own) ? own.Value : default;

    /// <summary>Whether nested items keep a character set of their own.</summary>
    public bool KeepsNested { get; init; }

    /// <summary>The character set that text is converted to; null: none.</summary>
    public SpecificCharacterSet? Target { get; init; }

    // Pregnancy Status: 4 is "unknown", what wlmscpfs gives when the entry has none.
    private static ReadOnlySpan<byte> UnknownPregnancyStatus => [4, 0];

    /// <summary>Writes the response.</summary>
    /// <param name="query">The query.</param>
    /// <param name="characterSet">The value of Specific Character Set (0008,0005); empty: without it.</param>
    public ResponseText Write(WorklistQuery query, ReadOnlySpan<byte> characterSet)
    {
        QueryKey[] keys = entry.NamesTimezone ? query.KeysWithTimezone : query.Keys;
        WriteLevel(keys, new ResponseLevel(entry.Encoded, entry.CharacterSet, CodeRules.OfTop)
        {
            NamesCharacterSet = !characterSet.IsEmpty,
            NamedCharacterSet = characterSet,
        });
        return new ResponseText(_hasText, _needsCharacterSet, _notEncodable);
    }

    private void WriteLevel(QueryKey[] keys, in ResponseLevel level)
    {
        var held = new DicomElementCursor(level.Elements);
        var run = new ElementRun(level.Elements, syntax, output);
        bool namesCharacterSet = level.NamesCharacterSet;
        foreach (QueryKey key in keys)
        {
            if (namesCharacterSet && key.Tag > DicomTag.SpecificCharacterSet)
            {
                run.Flush();
                WriteCharacterSet(level.NamedCharacterSet);
                namesCharacterSet = false;
            }

            if (key.Owner is not null)
            {
                run.Flush();
                WritePrivate(keys, key, in level);
                continue;
            }

            bool isHeld = held.MoveTo(key.Tag);
            if (isHeld && key.VR != DicomVR.SQ && held.VR != DicomVR.SQ && !held.Value.IsEmpty)
            {
                WriteElement(in held, level.CharacterSet, ref run);
            }
            else
            {
                run.Flush();
                WriteSpecial(keys, key, isHeld, in held, in level);
            }
        }

        run.Flush();
        if (namesCharacterSet)
        {
            WriteCharacterSet(level.NamedCharacterSet);
        }
    }

    private readonly void WriteCharacterSet(ReadOnlySpan<byte> value) =>
        _writer.WriteElement(DicomTag.SpecificCharacterSet, DicomVR.CS, value);

    // A sequence, or what the entry has no value for.
    private void WriteSpecial(
        QueryKey[] keys, QueryKey key, bool isHeld, in DicomElementCursor held, in ResponseLevel level)
    {
        bool isSequenceHeld = isHeld && held.VR == DicomVR.SQ;
        if (key.VR == DicomVR.SQ || isSequenceHeld)
        {
            WriteSequence(key, isSequenceHeld && !key.StaysEmpty ? held.Value : default, in level);
        }
        else if (!level.Rules.LeavesOutDescription(keys, key, held))
        {
            WriteEmpty(key.Tag, isHeld ? held.VR : key.VR);
        }
    }

    // What is somebody's has the block that the query reserves for him, whatever block the entry has (PS3.5 7.8.1).
    private void WritePrivate(QueryKey[] keys, QueryKey key, in ResponseLevel level)
    {
        if (key.Tag.IsPrivateCreator)
        {
            _writer.WriteElement(key.Tag, DicomVR.LO, Encoding.Latin1.GetBytes(key.Owner!.Creator));
            return;
        }

        bool isHeld = PrivateBlock.TryFind(level.Elements, key.Tag, key.Owner!, out DicomElementCursor held);
        if (!isHeld || key.VR == DicomVR.SQ || held.VR == DicomVR.SQ || held.Value.IsEmpty)
        {
            WriteSpecial(keys, key, isHeld, in held, in level);
            return;
        }

        _hasText |= held.VR.UsesCharacterSet;
        bool isPlain = entry.IsPlain || !held.VR.UsesCharacterSet || SpecificCharacterSet.IsPlain(held.Value);
        WriteValue(key.Tag, in held, isPlain ? null : level.CharacterSet);
    }

    private void WriteEmpty(DicomTag tag, DicomVR vr)
    {
        _hasText |= vr.UsesCharacterSet;
        if (tag == DicomTag.PregnancyStatus)
        {
            _writer.WriteElement(tag, DicomVR.US, UnknownPregnancyStatus);
        }
        else
        {
            _writer.WriteElement(tag, vr, default);
        }
    }

    private void WriteElement(
        in DicomElementCursor held, SpecificCharacterSet characterSet, ref ElementRun run)
    {
        if (held.VR.UsesCharacterSet)
        {
            _hasText = true;
            if (!entry.IsPlain && !SpecificCharacterSet.IsPlain(held.Value))
            {
                WriteText(in held, characterSet, ref run);
                return;
            }
        }

        run.Add(in held);
    }

    private void WriteText(in DicomElementCursor held, SpecificCharacterSet characterSet, ref ElementRun run)
    {
        if (Target is null)
        {
            _needsCharacterSet = true;
            run.Add(in held);
            return;
        }

        run.Flush();
        WriteValue(held.Tag, in held, characterSet);
    }

    // Writes a value of the entry under a tag; null: it means the same in every character set.
    private void WriteValue(DicomTag tag, in DicomElementCursor held, SpecificCharacterSet? characterSet)
    {
        _needsCharacterSet |= characterSet is not null;
        if (characterSet is null || Target is null)
        {
            _writer.WriteElement(tag, held.VR, held.Value);
            return;
        }

        string text = characterSet.Decode(held.Value, held.VR).TrimEnd(' ', '\0');
        if (!text.Contains('\ufffd') && Target.TryEncode(text, held.VR, out byte[]? bytes, out _))
        {
            _writer.WriteElement(tag, held.VR, bytes);
        }
        else
        {
            _notEncodable ??= tag;
        }
    }

    private void WriteSequence(QueryKey key, ReadOnlySpan<byte> held, in ResponseLevel level)
    {
        if (level.Rules.LeavesOut(key, held))
        {
            return;
        }

        int start = _writer.BeginSequence(key.Tag);
        if (!level.Rules.Empties(key, held))
        {
            WriteItems(key.Tag, key.Items, held, in level);
        }

        _writer.End(start);
    }

    private void WriteItems(DicomTag sequence, QueryKey[]? keys, ReadOnlySpan<byte> held, in ResponseLevel parent)
    {
        var items = new DicomItemCursor(held);
        while (items.MoveNext())
        {
            int start = _writer.BeginItem();
            ResponseLevel item = ItemOf(in parent, sequence, items.Current);
            if (keys is null)
            {
                WriteAll(in item);
            }
            else
            {
                WriteLevel(keys, in item);
            }

            _writer.End(start);
        }
    }

    private void WriteAll(in ResponseLevel level)
    {
        var held = new DicomElementCursor(level.Elements);
        var run = new ElementRun(level.Elements, syntax, output);
        while (held.MoveNext())
        {
            if (held.VR == DicomVR.SQ)
            {
                run.Flush();
                int start = _writer.BeginSequence(held.Tag);
                WriteItems(held.Tag, null, held.Value, in level);
                _writer.End(start);
            }
            else if (held.Tag != DicomTag.SpecificCharacterSet || KeepsNested)
            {
                WriteElement(in held, level.CharacterSet, ref run);
            }
        }

        run.Flush();
    }

    // An item may name a character set of its own (PS3.5 7.5).
    private readonly ResponseLevel ItemOf(in ResponseLevel parent, DicomTag sequence, ReadOnlySpan<byte> elements)
    {
        CodeRules rules = parent.Rules.OfItems(sequence);
        var own = new DicomElementCursor(elements);
        return own.MoveTo(DicomTag.SpecificCharacterSet)
            ? new ResponseLevel(elements, ItemCharacterSet.Read(own.Value), rules)
            {
                NamesCharacterSet = KeepsNested,
                NamedCharacterSet = own.Value,
            }
            : new ResponseLevel(elements, parent.CharacterSet, rules);
    }
}
