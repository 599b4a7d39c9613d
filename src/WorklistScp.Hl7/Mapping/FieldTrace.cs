using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Mapping;

/// <summary>What was made of the fields of a message, kept for who asks.</summary>
internal sealed class FieldTrace
{
    private readonly HashSet<Hl7Path> _used = [];
    private readonly List<Hl7Path> _more = [];
    private readonly List<(Hl7Path Field, MadeAttribute Attribute)> _made = [];
    private readonly List<ExplainedOrder> _orders = [];

    /// <summary>What the orders say is to be done.</summary>
    public IReadOnlyList<ExplainedOrder> Orders => _orders;

    /// <summary>The attributes, each with a field that it was made of.</summary>
    public IReadOnlyList<(Hl7Path Field, MadeAttribute Attribute)> Made => _made;

    /// <summary>Whether a field was looked at.</summary>
    public bool IsUsed(Hl7Path field) => _used.Contains(field);

    /// <summary>Keeps that a conversion looked at a field that its row does not name.</summary>
    public void Use(Hl7Path field)
    {
        _used.Add(field);
        _more.Add(field);
    }

    /// <summary>Keeps what an order says is to be done.</summary>
    public void Add(ExplainedOrder order) => _orders.Add(order);

    /// <summary>Forgets all, for a message that is read once more.</summary>
    public void Clear()
    {
        _used.Clear();
        _made.Clear();
        _orders.Clear();
    }

    /// <summary>Runs a row, and keeps what it makes.</summary>
    /// <param name="fields">The fields that the row is of.</param>
    /// <param name="dataset">The data set that it adds to.</param>
    /// <param name="run">Runs it.</param>
    public void Follow(IReadOnlyCollection<Hl7Path> fields, DicomDataset dataset, Action run)
    {
        DicomItem[] before = [.. dataset];
        _used.UnionWith(fields);
        _more.Clear();
        run();

        // Of several observations, those that the row has looked into; their codes say what they are.
        Hl7Path[] meant = _more.Count == 0
            ? [.. fields]
            : [.. fields.Where(field => _more.Exists(more => SegmentOf(more) == SegmentOf(field))), .. _more];
        DicomItem[] made = [.. dataset.Except(before, ReferenceEqualityComparer.Instance).OfType<DicomItem>()];
        _made.AddRange(
            from field in meant.Distinct()
            from item in made
            select (field, new MadeAttribute(dataset, item)));
    }

    private static Hl7Path SegmentOf(Hl7Path path) => new(path.Segment, path.Occurrence);
}
