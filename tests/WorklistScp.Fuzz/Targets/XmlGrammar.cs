namespace WorklistScp.Fuzz.Targets;

/// <summary>Changes of documents that leave most of them XML: whole tags, each with the text behind it, and words.</summary>
internal static class XmlGrammar
{
    private static readonly byte[][] Words =
    [
        .. new[]
        {
            " ", "\t", "\r\n", "&#13;", "&amp;", "&#x1F600;", "&#0;", "&lt;!", "<![CDATA[=]]>", "<!-- -->", "<?a b?>", "A^B", "=", "\\",
            " number=\"2\"", " number=\"999999\"", " privateCreator=\"ACME\"", " vr=\"SQ\"", " vr=\"PN\"", " vr=\"UN\"", "ÿ", "\ufffe",
            "<Value number=\"2\"/>", "<Item>", "</Item>", "<InlineBinary>QUJD</InlineBinary>", "<PersonName/>", "<Ideographic/>",
            "<NameSuffix/>", "<DicomAttribute tag=\"00091001\" vr=\"LO\"/>", "<DicomAttribute tag=\"00080005\" vr=\"CS\"/>",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    /// <inheritdoc cref="GrammarChange"/>
    public static byte[] Change(byte[] input, byte[] other, Random random)
    {
        List<byte[]> pieces = Split(input);
        int place = random.Next(pieces.Count);
        switch (random.Next(6))
        {
            case 0:
                pieces.RemoveAt(place);
                break;
            case 1:
                pieces.InsertRange(place, pieces.Skip(random.Next(pieces.Count)).Take(random.Next(8)).ToArray());
                break;
            case 2:
                List<byte[]> others = Split(other);
                pieces.InsertRange(place, others.Skip(random.Next(others.Count)).Take(random.Next(8)));
                break;
            case 3:
                int with = random.Next(pieces.Count);
                (pieces[place], pieces[with]) = (pieces[with], pieces[place]);
                break;
            default:
                byte[] piece = pieces[place];
                int at = random.Next(piece.Length + 1);
                pieces[place] = [.. piece[..at], .. Words[random.Next(Words.Length)], .. piece[at..]];
                break;
        }

        return [.. pieces.SelectMany(piece => piece)];
    }

    private static List<byte[]> Split(byte[] document)
    {
        var pieces = new List<byte[]>();
        var start = 0;
        for (var i = 1; i <= document.Length; i++)
        {
            if (i == document.Length || document[i] == '<')
            {
                pieces.Add(document[start..i]);
                start = i;
            }
        }

        return pieces.Count > 0 ? pieces : [[]];
    }
}
