using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Storage.Catalog;

/// <summary>
/// The entries of a catalog by their keys, studies, orders and patients, for edits. Others may have written several files
/// of one key: all are found. Any thread may find, while another one puts in and takes out.
/// </summary>
internal sealed class EntryKeys
{
    private readonly Lock _gate = new();
    private readonly EntriesBy<EntryKey> _keys = new();
    private readonly EntriesBy<string> _studies = new();
    private readonly EntriesBy<OrderKey> _orders = new();
    private readonly EntriesBy<string> _patients = new();

    /// <summary>Finds the entries of a key, in no order.</summary>
    public IEnumerable<WorklistEntry> Find(EntryKey key)
    {
        lock (_gate)
        {
            return _keys.Find(key);
        }
    }

    /// <summary>Finds the entries of a study, in no order.</summary>
    public IEnumerable<WorklistEntry> FindStudy(string studyInstanceUID)
    {
        lock (_gate)
        {
            return _studies.Find(studyInstanceUID);
        }
    }

    /// <summary>Finds the entries of an order, in no order.</summary>
    public IEnumerable<WorklistEntry> FindOrder(OrderKey order)
    {
        lock (_gate)
        {
            return _orders.Find(order);
        }
    }

    /// <summary>Finds the entries with a Patient ID, whoever issued it, in no order.</summary>
    public IEnumerable<WorklistEntry> FindPatient(string patientID)
    {
        lock (_gate)
        {
            return _patients.Find(patientID.Trim(' '));
        }
    }

    /// <summary>Puts in an entry.</summary>
    public void Add(WorklistEntry entry)
    {
        var key = EntryKey.Of(entry);
        lock (_gate)
        {
            _keys.Add(key, entry);
            _studies.Add(key.StudyInstanceUID, entry);
            _patients.Add(PatientKey.Of(entry).PatientID, entry);
            foreach (OrderKey order in OrderKey.AllOf(entry))
            {
                _orders.Add(order, entry);
            }
        }
    }

    /// <summary>Takes out an entry.</summary>
    public void Remove(WorklistEntry entry)
    {
        var key = EntryKey.Of(entry);
        lock (_gate)
        {
            _keys.Remove(key, entry);
            _studies.Remove(key.StudyInstanceUID, entry);
            _patients.Remove(PatientKey.Of(entry).PatientID, entry);
            foreach (OrderKey order in OrderKey.AllOf(entry))
            {
                _orders.Remove(order, entry);
            }
        }
    }

    /// <summary>Entries by something that most of them have alone.</summary>
    private sealed class EntriesBy<TKey>
        where TKey : notnull
    {
        private readonly Dictionary<TKey, WorklistEntry> _first = [];
        private readonly Dictionary<TKey, HashSet<WorklistEntry>> _others = [];

        public WorklistEntry[] Find(TKey key) =>
            !_first.TryGetValue(key, out WorklistEntry? first) ? []
            : _others.TryGetValue(key, out HashSet<WorklistEntry>? others) ? [first, .. others]
            : [first];

        public void Add(TKey key, WorklistEntry entry)
        {
            if (_first.TryAdd(key, entry))
            {
                return;
            }

            if (!_others.TryGetValue(key, out HashSet<WorklistEntry>? others))
            {
                _others.Add(key, others = []);
            }

            others.Add(entry);
        }

        public void Remove(TKey key, WorklistEntry entry)
        {
            if (!_others.TryGetValue(key, out HashSet<WorklistEntry>? others))
            {
                _first.Remove(key);
                return;
            }

            if (!others.Remove(entry))
            {
                _first[key] = others.First();
                others.Remove(_first[key]);
            }

            if (others.Count == 0)
            {
                _others.Remove(key);
            }
        }
    }
}
