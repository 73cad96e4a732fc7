namespace TorchSharp;

/// <summary>Moves modules and converts their parameters and buffers.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>With parameters and buffers of that type.</summary>
    public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false)
        where T : torch.nn.Module => (T)module.Move(null, type, non_blocking);

    /// <summary>With parameters and buffers of that type on that device.</summary>
    public static T to<T>(this T module, torch.Device device, torch.ScalarType type, bool non_blocking = false)
        where T : torch.nn.Module => (T)module.Move(device, type, non_blocking);

    /// <summary>On that device.</summary>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : torch.nn.Module => (T)module.Move(new torch.Device(deviceType, deviceIndex), null, non_blocking);

    /// <summary>On that device.</summary>
    public static T to<T>(this T module, torch.Device device, bool non_blocking = false)
        where T : torch.nn.Module => (T)module.Move(device, null, non_blocking);

    /// <summary>On that device.</summary>
    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : torch.nn.Module => (T)module.Move(new torch.Device(device), null, non_blocking);

    /// <summary>With the tensor's type, on its device.</summary>
    public static T to<T>(this T module, torch.Tensor other, bool non_blocking = false)
        where T : torch.nn.Module => (T)module.Move(other.device, other.dtype, non_blocking);

    /// <summary>On the CPU.</summary>
    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => (T)module.Move(torch.CPU, null, non_blocking);

    /// <summary>On a CUDA device.</summary>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false)
        where T : torch.nn.Module => (T)module.Move(new torch.Device(DeviceType.CUDA, deviceIndex), null, non_blocking);

    /// <summary>With parameters and buffers of type Float16.</summary>
    public static T half<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => (T)module.Move(null, torch.ScalarType.Float16, non_blocking);

    /// <summary>With parameters and buffers of type BFloat16.</summary>
    public static T bfloat16<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => (T)module.Move(null, torch.ScalarType.BFloat16, non_blocking);

    /// <summary>With parameters and buffers of type Float32.</summary>
    public static T @float<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => (T)module.Move(null, torch.ScalarType.Float32, non_blocking);

    /// <summary>With parameters and buffers of type Float64.</summary>
    public static T @double<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => (T)module.Move(null, torch.ScalarType.Float64, non_blocking);

    /// <summary>With parameters and buffers of type ComplexFloat32.</summary>
    public static T cfloat<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => (T)module.Move(null, torch.ScalarType.ComplexFloat32, non_blocking);

    /// <summary>With parameters and buffers of type ComplexFloat64.</summary>
    public static T cdouble<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => (T)module.Move(null, torch.ScalarType.ComplexFloat64, non_blocking);
}
