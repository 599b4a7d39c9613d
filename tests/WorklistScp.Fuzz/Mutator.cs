using System.Buffers.Binary;

namespace WorklistScp.Fuzz;

/// <summary>Changes an input by its grammar.</summary>
/// <param name="input">The input, which stays as it is.</param>
/// <param name="other">Another one, to take pieces from.</param>
/// <param name="random">Chooses.</param>
internal delegate byte[] GrammarChange(byte[] input, byte[] other, Random random);

/// <summary>
/// Makes new inputs from good ones: bits, bytes and numbers changed, pieces taken out, put in, repeated, and taken from
/// another input. One seed gives one series of inputs.
/// </summary>
internal sealed class Mutator
{
    private const int MaxLength = 64 * 1024 - 1;
    private const int MaxSeeds = 5000;
    private const int MaxKept = 300;
    private const int MaxKeptLength = 8 * 1024;

    private static readonly int[] Numbers =
        [0, 1, 2, 3, 4, 6, 8, 0x7f, 0x80, 0xff, 0x100, 0x3fff, 0x4000, 0x7fff, 0x8000, 0xffff, int.MaxValue, -1, -2];

    private static readonly byte[][] Words =
    [
        "SQ\0\0"u8.ToArray(), "UN\0\0"u8.ToArray(), "OB\0\0"u8.ToArray(), "PN"u8.ToArray(), "US"u8.ToArray(),
        [0xfe, 0xff, 0x00, 0xe0], [0xfe, 0xff, 0x0d, 0xe0], [0xfe, 0xff, 0xdd, 0xe0], [0xff, 0xff, 0xff, 0xff],
        [0x08, 0x00, 0x05, 0x00], [0x40, 0x00, 0x00, 0x01], [0x02, 0x00, 0x10, 0x00],
        "\u001b$B"u8.ToArray(), "\u001b(J"u8.ToArray(), "\u001b$)C"u8.ToArray(), "\u001b(B"u8.ToArray(),
        "\\"u8.ToArray(), "^"u8.ToArray(), "="u8.ToArray(), "*"u8.ToArray(), "-"u8.ToArray(), "\n"u8.ToArray(),
        "(0040,0100) SQ\n"u8.ToArray(), "(fffe,e000)\n"u8.ToArray(), "(fffe,e0dd)\n"u8.ToArray(), "["u8.ToArray(),
        " EXCEPT "u8.ToArray(), "ALL"u8.ToArray(), ":"u8.ToArray(), "/"u8.ToArray(),
    ];

    private readonly Random _random;
    private readonly GrammarChange? _grammar;
    private readonly List<byte[]> _pool;
    private int _seeds;

    /// <summary>Begins a series.</summary>
    /// <param name="seeds">What it starts from.</param>
    /// <param name="seed">The same gives the same series.</param>
    /// <param name="grammar">Makes three of four inputs; null: bytes are changed only.</param>
    public Mutator(IReadOnlyList<byte[]> seeds, int seed, GrammarChange? grammar = null)
    {
        _grammar = grammar;
        _random = new Random(seed);
        _pool = [.. seeds];
        _seeds = seeds.Count;
    }

    /// <summary>The next input.</summary>
    public byte[] Next()
    {
        if (_grammar is not null && _random.Next(4) != 0)
        {
            return [.. _grammar(Any(), Any(), _random).Take(MaxLength)];
        }

        var bytes = new List<byte>(Any());
        int changes = 1 << _random.Next(5);
        for (var i = 0; i < changes; i++)
        {
            Change(bytes);
        }

        return [.. bytes.Take(MaxLength)];
    }

    /// <summary>Keeps what is worth going on from; seeds stay.</summary>
    /// <param name="input">An input that was run.</param>
    /// <param name="isGood">Whether it was good; some of those are kept.</param>
    /// <param name="isNews">Whether it did what none did before; it is a seed from now on.</param>
    public void Learn(byte[] input, bool isGood, bool isNews)
    {
        if (isNews && _seeds < MaxSeeds)
        {
            _pool.Insert(_seeds++, input);
        }
        else if (isGood && input.Length <= MaxKeptLength && _random.Next(8) == 0)
        {
            KeepGood(input);
        }
    }

    private void KeepGood(byte[] input)
    {
        if (_pool.Count < _seeds + MaxKept)
        {
            _pool.Add(input);
        }
        else
        {
            _pool[_seeds + _random.Next(MaxKept)] = input;
        }
    }

    private byte[] Any() => _pool[_random.Next(_random.Next(2) == 0 ? _seeds : _pool.Count)];

    private void Change(List<byte> bytes)
    {
        int position = _random.Next(bytes.Count + 1);
        int rest = bytes.Count - position;
        int length = Math.Min(rest, 1 + _random.Next(1 << _random.Next(8)));
        switch (_random.Next(10))
        {
            case 0 or 1 when rest > 0:
                bytes[position] ^= (byte)(1 << _random.Next(8));
                break;
            case 2 when rest > 0:
                bytes[position] = (byte)_random.Next(256);
                break;
            case 3:
                PutNumber(bytes, position);
                break;
            case 4 when rest > 0:
                bytes[position] = (byte)(bytes[position] + _random.Next(-8, 9));
                break;
            case 5:
                bytes.RemoveRange(position, length);
                break;
            case 6:
                bytes.InsertRange(position, bytes.GetRange(position, length));
                break;
            case 7:
                bytes.InsertRange(position, Words[_random.Next(Words.Length)]);
                break;
            case 8:
                Put(bytes, position, Words[_random.Next(Words.Length)]);
                break;
            default:
                Splice(bytes, position);
                break;
        }
    }

    // Lengths are such numbers, or near them.
    private void PutNumber(List<byte> bytes, int position)
    {
        int number = _random.Next(2) == 0 ? Numbers[_random.Next(Numbers.Length)] : _random.Next(bytes.Count + 2);
        var encoded = new byte[4];
        if (_random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt32LittleEndian(encoded, number);
            Put(bytes, position, encoded[..(_random.Next(2) == 0 ? 2 : 4)]);
        }
        else
        {
            BinaryPrimitives.WriteInt32BigEndian(encoded, number);
            Put(bytes, position, encoded[(_random.Next(2) == 0 ? 2 : 0)..]);
        }
    }

    private void Splice(List<byte> bytes, int position)
    {
        byte[] other = Any();
        int start = _random.Next(other.Length + 1);
        int length = Math.Min(other.Length - start, 1 + _random.Next(1 << _random.Next(12)));
        bytes.InsertRange(position, other[start..(start + length)]);
    }

    private static void Put(List<byte> bytes, int position, byte[] value)
    {
        for (var i = 0; i < value.Length && position + i < bytes.Count; i++)
        {
            bytes[position + i] = value[i];
        }
    }
}
