// Written by eng/ApiGenerator; do not edit. To change it: dotnet run --project eng/ApiGenerator.
#nullable enable

namespace ILGPU.Algorithms.RadixSortOperations;

/// <summary>Sorts values of type sbyte in ascending order.</summary>
public readonly struct AscendingInt8 : IRadixSortOperation<sbyte>
{
    /// <inheritdoc/>
    public int NumBits => 8;

    /// <inheritdoc/>
    public sbyte DefaultValue => sbyte.MaxValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(sbyte value, int shift, int bitMask) =>
        (int)(((uint)(byte)value ^ 0x80u) >> shift) & bitMask;
}

/// <summary>Sorts values of type short in ascending order.</summary>
public readonly struct AscendingInt16 : IRadixSortOperation<short>
{
    /// <inheritdoc/>
    public int NumBits => 16;

    /// <inheritdoc/>
    public short DefaultValue => short.MaxValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(short value, int shift, int bitMask) =>
        (int)(((uint)(ushort)value ^ 0x8000u) >> shift) & bitMask;
}

/// <summary>Sorts values of type int in ascending order.</summary>
public readonly struct AscendingInt32 : IRadixSortOperation<int>
{
    /// <inheritdoc/>
    public int NumBits => 32;

    /// <inheritdoc/>
    public int DefaultValue => int.MaxValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(int value, int shift, int bitMask) =>
        (int)(((uint)value ^ 0x80000000u) >> shift) & bitMask;
}

/// <summary>Sorts values of type long in ascending order.</summary>
public readonly struct AscendingInt64 : IRadixSortOperation<long>
{
    /// <inheritdoc/>
    public int NumBits => 64;

    /// <inheritdoc/>
    public long DefaultValue => long.MaxValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(long value, int shift, int bitMask) =>
        (int)(((ulong)value ^ 0x8000000000000000ul) >> shift) & bitMask;
}

/// <summary>Sorts values of type byte in ascending order.</summary>
public readonly struct AscendingUInt8 : IRadixSortOperation<byte>
{
    /// <inheritdoc/>
    public int NumBits => 8;

    /// <inheritdoc/>
    public byte DefaultValue => byte.MaxValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(byte value, int shift, int bitMask) =>
        (int)(((uint)value) >> shift) & bitMask;
}

/// <summary>Sorts values of type ushort in ascending order.</summary>
public readonly struct AscendingUInt16 : IRadixSortOperation<ushort>
{
    /// <inheritdoc/>
    public int NumBits => 16;

    /// <inheritdoc/>
    public ushort DefaultValue => ushort.MaxValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(ushort value, int shift, int bitMask) =>
        (int)(((uint)value) >> shift) & bitMask;
}

/// <summary>Sorts values of type uint in ascending order.</summary>
public readonly struct AscendingUInt32 : IRadixSortOperation<uint>
{
    /// <inheritdoc/>
    public int NumBits => 32;

    /// <inheritdoc/>
    public uint DefaultValue => uint.MaxValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(uint value, int shift, int bitMask) =>
        (int)(((uint)value) >> shift) & bitMask;
}

/// <summary>Sorts values of type ulong in ascending order.</summary>
public readonly struct AscendingUInt64 : IRadixSortOperation<ulong>
{
    /// <inheritdoc/>
    public int NumBits => 64;

    /// <inheritdoc/>
    public ulong DefaultValue => ulong.MaxValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(ulong value, int shift, int bitMask) =>
        (int)(((ulong)value) >> shift) & bitMask;
}

/// <summary>Sorts values of type Half in ascending order.</summary>
public readonly struct AscendingHalf : IRadixSortOperation<Half>
{
    /// <inheritdoc/>
    public int NumBits => 16;

    /// <inheritdoc/>
    public Half DefaultValue => Half.PositiveInfinity;

    /// <inheritdoc/>
    public int ExtractRadixBits(Half value, int shift, int bitMask) =>
        (int)((RadixKeys.OfHalf(value)) >> shift) & bitMask;
}

/// <summary>Sorts values of type float in ascending order.</summary>
public readonly struct AscendingFloat : IRadixSortOperation<float>
{
    /// <inheritdoc/>
    public int NumBits => 32;

    /// <inheritdoc/>
    public float DefaultValue => float.PositiveInfinity;

    /// <inheritdoc/>
    public int ExtractRadixBits(float value, int shift, int bitMask) =>
        (int)((RadixKeys.OfFloat(value)) >> shift) & bitMask;
}

/// <summary>Sorts values of type double in ascending order.</summary>
public readonly struct AscendingDouble : IRadixSortOperation<double>
{
    /// <inheritdoc/>
    public int NumBits => 64;

    /// <inheritdoc/>
    public double DefaultValue => double.PositiveInfinity;

    /// <inheritdoc/>
    public int ExtractRadixBits(double value, int shift, int bitMask) =>
        (int)((RadixKeys.OfDouble(value)) >> shift) & bitMask;
}

/// <summary>Sorts values of type sbyte in descending order.</summary>
public readonly struct DescendingInt8 : IRadixSortOperation<sbyte>
{
    /// <inheritdoc/>
    public int NumBits => 8;

    /// <inheritdoc/>
    public sbyte DefaultValue => sbyte.MinValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(sbyte value, int shift, int bitMask) =>
        (int)(~((uint)(byte)value ^ 0x80u) >> shift) & bitMask;
}

/// <summary>Sorts values of type short in descending order.</summary>
public readonly struct DescendingInt16 : IRadixSortOperation<short>
{
    /// <inheritdoc/>
    public int NumBits => 16;

    /// <inheritdoc/>
    public short DefaultValue => short.MinValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(short value, int shift, int bitMask) =>
        (int)(~((uint)(ushort)value ^ 0x8000u) >> shift) & bitMask;
}

/// <summary>Sorts values of type int in descending order.</summary>
public readonly struct DescendingInt32 : IRadixSortOperation<int>
{
    /// <inheritdoc/>
    public int NumBits => 32;

    /// <inheritdoc/>
    public int DefaultValue => int.MinValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(int value, int shift, int bitMask) =>
        (int)(~((uint)value ^ 0x80000000u) >> shift) & bitMask;
}

/// <summary>Sorts values of type long in descending order.</summary>
public readonly struct DescendingInt64 : IRadixSortOperation<long>
{
    /// <inheritdoc/>
    public int NumBits => 64;

    /// <inheritdoc/>
    public long DefaultValue => long.MinValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(long value, int shift, int bitMask) =>
        (int)(~((ulong)value ^ 0x8000000000000000ul) >> shift) & bitMask;
}

/// <summary>Sorts values of type byte in descending order.</summary>
public readonly struct DescendingUInt8 : IRadixSortOperation<byte>
{
    /// <inheritdoc/>
    public int NumBits => 8;

    /// <inheritdoc/>
    public byte DefaultValue => byte.MinValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(byte value, int shift, int bitMask) =>
        (int)(~((uint)value) >> shift) & bitMask;
}

/// <summary>Sorts values of type ushort in descending order.</summary>
public readonly struct DescendingUInt16 : IRadixSortOperation<ushort>
{
    /// <inheritdoc/>
    public int NumBits => 16;

    /// <inheritdoc/>
    public ushort DefaultValue => ushort.MinValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(ushort value, int shift, int bitMask) =>
        (int)(~((uint)value) >> shift) & bitMask;
}

/// <summary>Sorts values of type uint in descending order.</summary>
public readonly struct DescendingUInt32 : IRadixSortOperation<uint>
{
    /// <inheritdoc/>
    public int NumBits => 32;

    /// <inheritdoc/>
    public uint DefaultValue => uint.MinValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(uint value, int shift, int bitMask) =>
        (int)(~((uint)value) >> shift) & bitMask;
}

/// <summary>Sorts values of type ulong in descending order.</summary>
public readonly struct DescendingUInt64 : IRadixSortOperation<ulong>
{
    /// <inheritdoc/>
    public int NumBits => 64;

    /// <inheritdoc/>
    public ulong DefaultValue => ulong.MinValue;

    /// <inheritdoc/>
    public int ExtractRadixBits(ulong value, int shift, int bitMask) =>
        (int)(~((ulong)value) >> shift) & bitMask;
}

/// <summary>Sorts values of type Half in descending order.</summary>
public readonly struct DescendingHalf : IRadixSortOperation<Half>
{
    /// <inheritdoc/>
    public int NumBits => 16;

    /// <inheritdoc/>
    public Half DefaultValue => Half.NegativeInfinity;

    /// <inheritdoc/>
    public int ExtractRadixBits(Half value, int shift, int bitMask) =>
        (int)(~(RadixKeys.OfHalf(value)) >> shift) & bitMask;
}

/// <summary>Sorts values of type float in descending order.</summary>
public readonly struct DescendingFloat : IRadixSortOperation<float>
{
    /// <inheritdoc/>
    public int NumBits => 32;

    /// <inheritdoc/>
    public float DefaultValue => float.NegativeInfinity;

    /// <inheritdoc/>
    public int ExtractRadixBits(float value, int shift, int bitMask) =>
        (int)(~(RadixKeys.OfFloat(value)) >> shift) & bitMask;
}

/// <summary>Sorts values of type double in descending order.</summary>
public readonly struct DescendingDouble : IRadixSortOperation<double>
{
    /// <inheritdoc/>
    public int NumBits => 64;

    /// <inheritdoc/>
    public double DefaultValue => double.NegativeInfinity;

    /// <inheritdoc/>
    public int ExtractRadixBits(double value, int shift, int bitMask) =>
        (int)(~(RadixKeys.OfDouble(value)) >> shift) & bitMask;
}
