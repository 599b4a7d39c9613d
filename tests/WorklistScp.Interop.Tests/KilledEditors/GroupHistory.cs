namespace WorklistScp.Interop.Tests.KilledEditors;

/// <summary>
/// What a group of entries has been and may be: a list of states, each the versions of all its entries, an empty one
/// for an entry that is not there. One flow changes it, others judge by it.
/// </summary>
internal sealed class GroupHistory(IReadOnlyList<string> first)
{
    private readonly Lock _gate = new();
    private readonly List<State> _states = [new State(first, MayMix: false)];
    private int _settled;

    /// <summary>The number of the last state that is known to be reached.</summary>
    public int Settled
    {
        get
        {
            lock (_gate)
            {
                return _settled;
            }
        }
    }

    /// <summary>The versions that the group is known to have now.</summary>
    public IReadOnlyList<string> Versions
    {
        get
        {
            lock (_gate)
            {
                return _states[_settled].Versions;
            }
        }
    }

    /// <summary>A command that leads to other versions is about to start.</summary>
    /// <param name="versions">What it leads to.</param>
    /// <param name="mayMix">
    /// Whether it may be killed, so that some entries have the old version, others the new.
    /// </param>
    public void Begin(IReadOnlyList<string> versions, bool mayMix)
    {
        lock (_gate)
        {
            _states.Add(new State(versions, mayMix));
        }
    }

    /// <summary>The command has ended, and this is there now.</summary>
    public void Settle(IReadOnlyList<string> versions)
    {
        lock (_gate)
        {
            if (!_states[^1].Versions.SequenceEqual(versions))
            {
                _states.Add(new State(versions, MayMix: false));
            }

            _settled = _states.Count - 1;
        }
    }

    /// <summary>Whether an answer may show these versions.</summary>
    /// <param name="settled">What <see cref="Settled"/> was when the question was sent.</param>
    /// <param name="versions">The versions that it shows.</param>
    public bool Allows(int settled, IReadOnlyList<string> versions)
    {
        lock (_gate)
        {
            return Enumerable.Range(settled, _states.Count - settled).Any(
                number => _states[number].Versions.SequenceEqual(versions)
                    || (number > settled && _states[number].MayMix && IsMixed(versions, number)));
        }
    }

    /// <summary>The states from one on, for a message.</summary>
    public string Describe(int settled)
    {
        lock (_gate)
        {
            return string.Join("; ", _states.Skip(settled).Select(
                state => $"{string.Join(',', state.Versions)}{(state.MayMix ? " (may mix)" : "")}"));
        }
    }

    private bool IsMixed(IReadOnlyList<string> versions, int number) => versions.Index().All(
        each => each.Item == _states[number].Versions[each.Index]
            || each.Item == _states[number - 1].Versions[each.Index]);

    private sealed record State(IReadOnlyList<string> Versions, bool MayMix);
}
