namespace TorchSharp;

/// <summary>Kinds of devices, numbered as in libtorch.</summary>
public enum DeviceType
{
    /// <summary>The host's processor.</summary>
    CPU = 0,

    /// <summary>An NVIDIA card, or an AMD card with a ROCm libtorch.</summary>
    CUDA = 1,

    /// <summary>oneDNN.</summary>
    MKLDNN = 2,

    /// <summary>OpenGL.</summary>
    OPENGL = 3,

    /// <summary>OpenCL.</summary>
    OPENCL = 4,

    /// <summary>IDEEP.</summary>
    IDEEP = 5,

    /// <summary>HIP under its own name.</summary>
    HIP = 6,

    /// <summary>FPGA.</summary>
    FPGA = 7,

    /// <summary>MSNPU.</summary>
    MSNPU = 8,

    /// <summary>XLA.</summary>
    XLA = 9,

    /// <summary>Apple's Metal.</summary>
    MPS = 13,

    /// <summary>Shapes and types without memory.</summary>
    META = 14,
}

/// <summary>How two-dimensional results are ordered (meshgrid).</summary>
public enum indexing
{
    /// <summary>Cartesian: the first input runs along the columns.</summary>
    xy = 0,

    /// <summary>Of matrices: the first input runs along the rows.</summary>
    ij = 1,
}

/// <summary>Padding by name.</summary>
public enum Padding
{
    /// <summary>None.</summary>
    Valid = 0,

    /// <summary>As much as keeps the size.</summary>
    Same = 1,
}

/// <summary>What stands beyond the border.</summary>
public enum PaddingModes
{
    /// <summary>Zeros.</summary>
    Zeros = 0,

    /// <summary>The inside, mirrored.</summary>
    Reflect = 1,

    /// <summary>The value at the border.</summary>
    Replicate = 2,

    /// <summary>The other side.</summary>
    Circular = 3,

    /// <summary>A given value.</summary>
    Constant = 4,
}

/// <summary>How index_reduce and scatter_reduce combine values.</summary>
public enum Reduce
{
    /// <summary>Product.</summary>
    prod = 0,

    /// <summary>Mean.</summary>
    mean = 1,

    /// <summary>Largest.</summary>
    amax = 2,

    /// <summary>Smallest.</summary>
    amin = 3,
}

/// <summary>The look of printed tensors.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, type and device only.</summary>
    Metadata = 0,

    /// <summary>One matrix after the other, as Julia prints.</summary>
    Julia = 1,

    /// <summary>Nested brackets, as NumPy prints.</summary>
    Numpy = 2,

    /// <summary>Nested braces, as C# writes arrays.</summary>
    CSharp = 3,

    /// <summary>What <see cref="torch.TensorStringStyle"/> says.</summary>
    Default = 4,
}

public static partial class torch
{
    /// <summary>Element types, numbered as in libtorch.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>Unsigned, 8 bits.</summary>
        Byte = 0,

        /// <summary>Signed, 8 bits.</summary>
        Int8 = 1,

        /// <summary>Signed, 16 bits.</summary>
        Int16 = 2,

        /// <summary>Signed, 32 bits.</summary>
        Int32 = 3,

        /// <summary>Signed, 64 bits.</summary>
        Int64 = 4,

        /// <summary>IEEE binary16.</summary>
        Float16 = 5,

        /// <summary>IEEE binary32.</summary>
        Float32 = 6,

        /// <summary>IEEE binary64.</summary>
        Float64 = 7,

        /// <summary>Two binary32.</summary>
        ComplexFloat32 = 9,

        /// <summary>Two binary64.</summary>
        ComplexFloat64 = 10,

        /// <summary>Truth value in one byte.</summary>
        Bool = 11,

        /// <summary>Quantized, signed, 8 bits.</summary>
        QInt8 = 12,

        /// <summary>Quantized, unsigned, 8 bits.</summary>
        QUInt8 = 13,

        /// <summary>Quantized, 32 bits.</summary>
        QInt32 = 14,

        /// <summary>The upper half of a binary32.</summary>
        BFloat16 = 15,
    }

    /// <summary>What division does with the fraction.</summary>
    public enum RoundingMode
    {
        /// <summary>Keeps it.</summary>
        None = 0,

        /// <summary>Rounds towards zero.</summary>
        trunc = 1,

        /// <summary>Rounds down.</summary>
        floor = 2,
    }

    private static string Name(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();
}
