using TorchSharp.Native;

namespace TorchSharp;

/// <summary>
/// PyTorch's functions in C#: TorchSharp's API, over whatever libtorch is installed (see <see cref="LibTorch"/>).
/// </summary>
public static partial class torch
{
    /// <summary>Print tensors as Julia does.</summary>
    public const TensorStringStyle julia = TensorStringStyle.Julia;

    /// <summary>Print tensors as NumPy does.</summary>
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;

    /// <summary>Print tensors as C# writes arrays.</summary>
    public const TensorStringStyle csharp = TensorStringStyle.CSharp;

    /// <summary>Truth values.</summary>
    public static readonly ScalarType @bool = ScalarType.Bool;

    /// <summary>Unsigned, 8 bits.</summary>
    public static readonly ScalarType uint8 = ScalarType.Byte;

    /// <summary>Signed, 8 bits.</summary>
    public static readonly ScalarType int8 = ScalarType.Int8;

    /// <summary>Signed, 16 bits.</summary>
    public static readonly ScalarType int16 = ScalarType.Int16;

    /// <summary>Signed, 32 bits.</summary>
    public static readonly ScalarType int32 = ScalarType.Int32;

    /// <summary>Signed, 64 bits.</summary>
    public static readonly ScalarType int64 = ScalarType.Int64;

    /// <summary>The upper half of a binary32.</summary>
    public static readonly ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>IEEE binary16.</summary>
    public static readonly ScalarType float16 = ScalarType.Float16;

    /// <summary>IEEE binary32.</summary>
    public static readonly ScalarType float32 = ScalarType.Float32;

    /// <summary>IEEE binary64.</summary>
    public static readonly ScalarType float64 = ScalarType.Float64;

    /// <summary>Two binary32.</summary>
    public static readonly ScalarType complex64 = ScalarType.ComplexFloat32;

    /// <summary>Two binary64.</summary>
    public static readonly ScalarType complex128 = ScalarType.ComplexFloat64;

    /// <summary>Signed, 16 bits.</summary>
    public static readonly ScalarType @short = ScalarType.Int16;

    /// <summary>Signed, 32 bits.</summary>
    public static readonly ScalarType @int = ScalarType.Int32;

    /// <summary>Signed, 64 bits.</summary>
    public static readonly ScalarType @long = ScalarType.Int64;

    /// <summary>IEEE binary16.</summary>
    public static readonly ScalarType half = ScalarType.Float16;

    /// <summary>IEEE binary32.</summary>
    public static readonly ScalarType @float = ScalarType.Float32;

    /// <summary>IEEE binary64.</summary>
    public static readonly ScalarType @double = ScalarType.Float64;

    /// <summary>Two binary32.</summary>
    public static readonly ScalarType cfloat = ScalarType.ComplexFloat32;

    /// <summary>Two binary64.</summary>
    public static readonly ScalarType cdouble = ScalarType.ComplexFloat64;

    /// <summary>Quantized, signed, 8 bits.</summary>
    public static readonly ScalarType qint8 = ScalarType.QInt8;

    /// <summary>Quantized, unsigned, 8 bits.</summary>
    public static readonly ScalarType quint8 = ScalarType.QUInt8;

    /// <summary>Quantized, 32 bits.</summary>
    public static readonly ScalarType qint32 = ScalarType.QInt32;

    private static ScalarType s_defaultType = ScalarType.Float32;
    private static Device s_defaultDevice = CPU;

    /// <summary>The version of libtorch.</summary>
    public static string __version__ => LibTorch.Version;

    /// <summary>The type of new tensors of real numbers.</summary>
    public static ScalarType get_default_dtype() => s_defaultType;

    /// <summary>Sets the type of new tensors of real numbers.</summary>
    public static void set_default_dtype(ScalarType dtype) =>
        s_defaultType = is_floating_point(dtype) ? dtype : throw new ArgumentException($"{dtype} is no type of real numbers", nameof(dtype));

    /// <summary>Where new tensors are made.</summary>
    public static Device get_default_device() => s_defaultDevice;

    /// <summary>Sets where new tensors are made.</summary>
    public static void set_default_device(Device device) => s_defaultDevice = device ?? CPU;

    /// <summary>Sets where new tensors are made.</summary>
    public static void set_default_device(string device) => s_defaultDevice = new Device(device);

    /// <summary>The number of threads that one operator uses.</summary>
    public static int get_num_threads() => NativeMethods.ito_threads(0);

    /// <summary>Sets the number of threads that one operator uses.</summary>
    public static void set_num_threads(int num) => NativeMethods.Check(NativeMethods.ito_set_threads(0, num));

    /// <summary>The number of threads that run operators beside each other.</summary>
    public static int get_num_interop_threads() => NativeMethods.ito_threads(1);

    /// <summary>Sets the number of threads that run operators beside each other; once, before any work.</summary>
    public static void set_num_interop_threads(int num) => NativeMethods.Check(NativeMethods.ito_set_threads(1, num));

    /// <summary>Does nothing: CPU and CUDA need no call. TorchSharp's programs may make it.</summary>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
        {
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
        }
    }

    /// <summary>Whether tensors can live on that kind of device.</summary>
    public static bool TryInitializeDeviceType(DeviceType deviceType) =>
        deviceType is DeviceType.CPU or DeviceType.META || NativeMethods.ito_device_count((int)deviceType) > 0;

    /// <summary>The device, or the default one, ready for use.</summary>
    public static Device InitializeDevice(Device device)
    {
        device ??= s_defaultDevice;
        InitializeDeviceType(device.type);
        return device;
    }

    /// <summary>Whether the type holds whole numbers (truth values are none).</summary>
    public static bool is_integral(ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64;

    /// <summary>Whether the tensor holds whole numbers.</summary>
    public static bool is_integral(Tensor t) => t.is_integral();

    /// <summary>Whether the type holds real numbers.</summary>
    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    /// <summary>Whether the tensor holds real numbers.</summary>
    public static bool is_floating_point(Tensor input) => input.is_floating_point();

    /// <summary>Whether the type holds complex numbers.</summary>
    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    /// <summary>Whether the tensor holds complex numbers.</summary>
    public static bool is_complex(Tensor input) => input.is_complex();

    /// <summary>Whether the type is quantized.</summary>
    public static bool is_quantized(ScalarType type) => type is ScalarType.QInt8 or ScalarType.QUInt8 or ScalarType.QInt32;

    /// <summary>The largest number of a type of whole numbers.</summary>
    public static long max_int_value(ScalarType type) => type switch
    {
        ScalarType.Byte => byte.MaxValue,
        ScalarType.Int8 => sbyte.MaxValue,
        ScalarType.Int16 => short.MaxValue,
        ScalarType.Int32 => int.MaxValue,
        ScalarType.Int64 => long.MaxValue,
        _ => throw new ArgumentException($"{type} is no type of whole numbers", nameof(type)),
    };

    /// <summary>The limits of the default type.</summary>
    public static FInfo finfo() => finfo(s_defaultType);

    /// <summary>The limits of a type of real numbers.</summary>
    public static FInfo finfo(ScalarType dtype) => dtype switch
    {
        ScalarType.Float64 => new FInfo(64, double.BitIncrement(1) - 1, double.MaxValue, 2.2250738585072014e-308, 4.9406564584124654e-324, 1e-15),
        ScalarType.Float32 => new FInfo(32, float.BitIncrement(1) - 1, float.MaxValue, 1.17549435e-38f, float.Epsilon, 1e-6),
        ScalarType.Float16 => new FInfo(16, (double)Half.BitIncrement(Half.One) - 1, (double)Half.MaxValue, 6.103515625e-05, (double)Half.Epsilon, 1e-3),
        ScalarType.BFloat16 => new FInfo(
            16, (double)BFloat16.Epsilon, (double)BFloat16.MaxValue, (double)BFloat16.MinNormal, (double)BFloat16.SmallestSubnormal, 1e-2),
        _ => throw new ArgumentException($"{dtype} is no type of real numbers", nameof(dtype)),
    };

    /// <summary>Whether it is a tensor.</summary>
    public static bool is_tensor(object obj) => obj is Tensor;

    /// <summary>The number of elements.</summary>
    public static long numel(Tensor input) => input.NumberOfElements;

    /// <summary>The type of what an operator makes of both.</summary>
    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) =>
        (ScalarType)Operators.result_type_Tensor.CallInteger(tensor1, tensor2);

    /// <summary>Whether values of one type may be put into the other.</summary>
    public static bool can_cast(ScalarType from, ScalarType to) => Operators.can_cast.CallBoolean(from, to);

    /// <summary>The smallest type that holds both.</summary>
    public static ScalarType promote_types(ScalarType type1, ScalarType type2) =>
        (ScalarType)Operators.promote_types.CallInteger(type1, type2);

    /// <summary>The limits of a type of real numbers.</summary>
    public readonly struct FInfo
    {
        internal FInfo(int bits, double eps, double max, double normal, double subnormal, double resolution)
        {
            this.bits = bits;
            this.eps = eps;
            this.max = max;
            this.min = -max;
            this.tiny = this.smallest_normal = normal;
            this.smallest_subnormal = subnormal;
            this.resolution = resolution;
        }

        /// <summary>Its size.</summary>
        public int bits { get; }

        /// <summary>The distance from 1 to the next larger number.</summary>
        public double eps { get; }

        /// <summary>The largest number.</summary>
        public double max { get; }

        /// <summary>The smallest number.</summary>
        public double min { get; }

        /// <summary>The smallest positive number of full precision.</summary>
        public double tiny { get; }

        /// <summary>The smallest positive number of full precision.</summary>
        public double smallest_normal { get; }

        /// <summary>The smallest positive number.</summary>
        public double smallest_subnormal { get; }

        /// <summary>The decimal resolution.</summary>
        public double resolution { get; }
    }
}
