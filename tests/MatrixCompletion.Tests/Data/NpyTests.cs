using System.Buffers.Binary;
using System.Text;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Arrays;

using Xunit;

namespace IlgpuOptim.MatrixCompletion.Tests.Data;

/// <summary>.npy files put together by hand: types, byte orders, Fortran order, NaN for what is missing.</summary>
public sealed class NpyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => this._folder.Dispose();

    [Fact]
    public void NumbersOfEveryType_AreRead()
    {
        Check("<f4", [.. Bytes(1.5f), .. Bytes(-2f)], [1.5, -2]);
        Check(">f4", [.. Bytes(1.5f).Reverse(), .. Bytes(-2f).Reverse()], [1.5, -2]);
        Check("<f8", [.. BitConverter.GetBytes(0.1), .. BitConverter.GetBytes(1e300)], [0.1, 1e300]);
        Check("<f2", [0x00, 0x3C, 0x00, 0xC0], [1, -2]);
        Check("|i1", [0xFF, 0x02], [-1, 2]);
        Check("|u1", [0xFF, 0x02], [255, 2]);
        Check("<i2", [0xFE, 0xFF, 1, 0], [-2, 1]);
        Check(">i4", [0xFF, 0xFF, 0xFF, 0xFE, 0, 0, 1, 0], [-2, 256]);
        Check("<u8", [.. BitConverter.GetBytes(1UL << 63), .. BitConverter.GetBytes(3UL)], [9.2233720368547758e18, 3]);
        Check("|b1", [0, 1], [0, 1]);
    }

    [Fact]
    public void FortranOrder_IsTurned()
    {
        byte[] data = [.. new[] { 1.0, 2, 3, 4, 5, 6 }.SelectMany(BitConverter.GetBytes)];
        NpyArray<double> array = NpyFile.Read<double>(this._folder.Write("x.npy", File("<f8", "True", "(2, 3)", data)));

        Assert.Equal([1, 3, 5, 2, 4, 6], array.Data);
    }

    [Fact]
    public void Dense_NanIsMissingAndZeroIsNot()
    {
        NpyFile.Write(this._folder["x.npy"], [2, 2], [0, double.NaN, double.NaN, -1]);
        RatingData<float> data = RatingReader.Read<float>(this._folder["x.npy"]);

        Assert.Equal([0, 1], data.Rows);
        Assert.Equal([0, 1], data.Columns);
        Assert.Equal([0f, -1], data.Values);

        NpyFile.Write(this._folder["y.npy"], [1, 2], [1, double.PositiveInfinity]);
        Assert.Contains("row 0, column 1", Assert.Throws<DataFormatException>(() => RatingReader.Read<double>(this._folder["y.npy"])).Reason, StringComparison.Ordinal);
        NpyFile.Write(this._folder["z.npy"], [1, 1], [double.NaN]);
        Assert.Contains("no ratings", Assert.Throws<DataFormatException>(() => RatingReader.Read<double>(this._folder["z.npy"])).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<f8", "(3,)", 16)]
    [InlineData("<c16", "(1,)", 16)]
    [InlineData("|O", "(2,)", 16)]
    [InlineData("<f8", "(2", 16)]
    [InlineData("<f8", "(-2,)", 16)]
    [InlineData("<f8", "(2000000000, 2000000000)", 16)]
    [InlineData("<f8", "(99999999999999,)", 16)]
    public void WhatDoesNotFit_IsRefused(string type, string shape, int bytes) => Assert.Throws<DataFormatException>(
        () => NpyFile.Read<double>(this._folder.Write("x.npy", File(type, "False", shape, new byte[bytes]))));

    private static byte[] Bytes(float value) => BitConverter.GetBytes(value);

    private static byte[] File(string type, string fortran, string shape, byte[] data)
    {
        byte[] header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': {fortran}, 'shape': {shape}, }}\n");
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);

        return [0x93, .. "NUMPY"u8, 1, 0, .. length, .. header, .. data];
    }

    private void Check(string type, byte[] data, double[] expected)
    {
        string path = this._folder.Write("x.npy", File(type, "False", "(2,)", data));

        Assert.Equal(expected, NpyFile.Read<double>(path).Data);
        Assert.Equal(Array.ConvertAll(expected, value => (float)value), NpyFile.Read<float>(path).Data);
    }
}
