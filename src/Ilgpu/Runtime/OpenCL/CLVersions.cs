using System.Globalization;

namespace ILGPU.Runtime.OpenCL;

/// <summary>Version of OpenCL that a device supports.</summary>
public readonly struct CLDeviceVersion : IEquatable<CLDeviceVersion>
{
    /// <summary>A version.</summary>
    public CLDeviceVersion(int major, int minor)
    {
        this.Major = major;
        this.Minor = minor;
    }

    /// <summary>Version 1.0.</summary>
    public static CLDeviceVersion CL10 { get; } = new(1, 0);

    /// <summary>Version 1.1.</summary>
    public static CLDeviceVersion CL11 { get; } = new(1, 1);

    /// <summary>Version 1.2.</summary>
    public static CLDeviceVersion CL12 { get; } = new(1, 2);

    /// <summary>Version 2.0.</summary>
    public static CLDeviceVersion CL20 { get; } = new(2, 0);

    /// <summary>Version 2.1.</summary>
    public static CLDeviceVersion CL21 { get; } = new(2, 1);

    /// <summary>Version 2.2.</summary>
    public static CLDeviceVersion CL22 { get; } = new(2, 2);

    /// <summary>Version 3.0.</summary>
    public static CLDeviceVersion CL30 { get; } = new(3, 0);

    /// <summary>Number in front of the dot.</summary>
    public int Major { get; }

    /// <summary>Number behind the dot.</summary>
    public int Minor { get; }

    /// <summary>Reads a version as OpenCL reports it, such as "OpenCL 3.0 CUDA".</summary>
    public static bool TryParse(string expression, out CLDeviceVersion version)
    {
        bool known = VersionText.TryParse(expression, "OpenCL", out int major, out int minor);
        version = new CLDeviceVersion(major, minor);

        return known;
    }

    /// <summary>The versions are equal.</summary>
    public static bool operator ==(CLDeviceVersion first, CLDeviceVersion second) => first.Equals(second);

    /// <summary>The versions differ.</summary>
    public static bool operator !=(CLDeviceVersion first, CLDeviceVersion second) => !first.Equals(second);

    /// <summary>The first is older.</summary>
    public static bool operator <(CLDeviceVersion first, CLDeviceVersion second) => first.CompareTo(second) < 0;

    /// <summary>The first is newer.</summary>
    public static bool operator >(CLDeviceVersion first, CLDeviceVersion second) => first.CompareTo(second) > 0;

    /// <summary>The first is not newer.</summary>
    public static bool operator <=(CLDeviceVersion first, CLDeviceVersion second) => first.CompareTo(second) <= 0;

    /// <summary>The first is not older.</summary>
    public static bool operator >=(CLDeviceVersion first, CLDeviceVersion second) => first.CompareTo(second) >= 0;

    /// <inheritdoc/>
    public bool Equals(CLDeviceVersion other) => this.CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CLDeviceVersion other && this.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(this.Major, this.Minor);

    /// <summary>The version as OpenCL writes it.</summary>
    public override string ToString() => $"OpenCL {this.Major}.{this.Minor}";

    private int CompareTo(CLDeviceVersion other) => (this.Major, this.Minor).CompareTo((other.Major, other.Minor));
}

/// <summary>Version of OpenCL that a platform supports.</summary>
public readonly struct CLPlatformVersion : IEquatable<CLPlatformVersion>
{
    /// <summary>A version.</summary>
    public CLPlatformVersion(int major, int minor)
    {
        this.Major = major;
        this.Minor = minor;
    }

    /// <summary>Version 1.0.</summary>
    public static CLPlatformVersion CL10 { get; } = new(1, 0);

    /// <summary>Version 1.1.</summary>
    public static CLPlatformVersion CL11 { get; } = new(1, 1);

    /// <summary>Version 1.2.</summary>
    public static CLPlatformVersion CL12 { get; } = new(1, 2);

    /// <summary>Version 2.0.</summary>
    public static CLPlatformVersion CL20 { get; } = new(2, 0);

    /// <summary>Version 2.1.</summary>
    public static CLPlatformVersion CL21 { get; } = new(2, 1);

    /// <summary>Version 2.2.</summary>
    public static CLPlatformVersion CL22 { get; } = new(2, 2);

    /// <summary>Version 3.0.</summary>
    public static CLPlatformVersion CL30 { get; } = new(3, 0);

    /// <summary>Number in front of the dot.</summary>
    public int Major { get; }

    /// <summary>Number behind the dot.</summary>
    public int Minor { get; }

    /// <summary>Reads a version as OpenCL reports it, such as "OpenCL 3.0 PoCL 3.1".</summary>
    public static bool TryParse(string expression, out CLPlatformVersion version)
    {
        bool known = VersionText.TryParse(expression, "OpenCL", out int major, out int minor);
        version = new CLPlatformVersion(major, minor);

        return known;
    }

    /// <summary>The versions are equal.</summary>
    public static bool operator ==(CLPlatformVersion first, CLPlatformVersion second) => first.Equals(second);

    /// <summary>The versions differ.</summary>
    public static bool operator !=(CLPlatformVersion first, CLPlatformVersion second) => !first.Equals(second);

    /// <summary>The first is older.</summary>
    public static bool operator <(CLPlatformVersion first, CLPlatformVersion second) => first.CompareTo(second) < 0;

    /// <summary>The first is newer.</summary>
    public static bool operator >(CLPlatformVersion first, CLPlatformVersion second) => first.CompareTo(second) > 0;

    /// <summary>The first is not newer.</summary>
    public static bool operator <=(CLPlatformVersion first, CLPlatformVersion second) => first.CompareTo(second) <= 0;

    /// <summary>The first is not older.</summary>
    public static bool operator >=(CLPlatformVersion first, CLPlatformVersion second) => first.CompareTo(second) >= 0;

    /// <inheritdoc/>
    public bool Equals(CLPlatformVersion other) => this.CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CLPlatformVersion other && this.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(this.Major, this.Minor);

    /// <summary>The version as OpenCL writes it.</summary>
    public override string ToString() => $"OpenCL {this.Major}.{this.Minor}";

    private int CompareTo(CLPlatformVersion other) => (this.Major, this.Minor).CompareTo((other.Major, other.Minor));
}

/// <summary>Version of OpenCL C that a device compiles.</summary>
public readonly struct CLCVersion : IEquatable<CLCVersion>
{
    /// <summary>A version.</summary>
    public CLCVersion(int major, int minor)
    {
        this.Major = major;
        this.Minor = minor;
    }

    /// <summary>Version 1.0.</summary>
    public static CLCVersion CL10 { get; } = new(1, 0);

    /// <summary>Version 1.1.</summary>
    public static CLCVersion CL11 { get; } = new(1, 1);

    /// <summary>Version 1.2.</summary>
    public static CLCVersion CL12 { get; } = new(1, 2);

    /// <summary>Version 2.0.</summary>
    public static CLCVersion CL20 { get; } = new(2, 0);

    /// <summary>Version 3.0.</summary>
    public static CLCVersion CL30 { get; } = new(3, 0);

    /// <summary>Number in front of the dot.</summary>
    public int Major { get; }

    /// <summary>Number behind the dot.</summary>
    public int Minor { get; }

    /// <summary>Reads a version as OpenCL reports it, such as "OpenCL C 1.2 PoCL".</summary>
    public static bool TryParse(string expression, out CLCVersion version)
    {
        bool known = VersionText.TryParse(expression, "OpenCL C", out int major, out int minor);
        version = new CLCVersion(major, minor);

        return known;
    }

    /// <summary>The versions are equal.</summary>
    public static bool operator ==(CLCVersion first, CLCVersion second) => first.Equals(second);

    /// <summary>The versions differ.</summary>
    public static bool operator !=(CLCVersion first, CLCVersion second) => !first.Equals(second);

    /// <summary>The first is older.</summary>
    public static bool operator <(CLCVersion first, CLCVersion second) => first.CompareTo(second) < 0;

    /// <summary>The first is newer.</summary>
    public static bool operator >(CLCVersion first, CLCVersion second) => first.CompareTo(second) > 0;

    /// <summary>The first is not newer.</summary>
    public static bool operator <=(CLCVersion first, CLCVersion second) => first.CompareTo(second) <= 0;

    /// <summary>The first is not older.</summary>
    public static bool operator >=(CLCVersion first, CLCVersion second) => first.CompareTo(second) >= 0;

    /// <inheritdoc/>
    public bool Equals(CLCVersion other) => this.CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CLCVersion other && this.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(this.Major, this.Minor);

    /// <summary>The version as OpenCL writes it.</summary>
    public override string ToString() => $"OpenCL C {this.Major}.{this.Minor}";

    private int CompareTo(CLCVersion other) => (this.Major, this.Minor).CompareTo((other.Major, other.Minor));
}

/// <summary>Reads "PREFIX major.minor rest".</summary>
internal static class VersionText
{
    public static bool TryParse(string? text, string prefix, out int major, out int minor)
    {
        major = 0;
        minor = 0;

        if (text is null || !text.StartsWith(prefix + " ", StringComparison.Ordinal))
        {
            return false;
        }

        string[] numbers = text[(prefix.Length + 1)..].Split(' ')[0].Split('.');

        return numbers.Length == 2
            && int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out major)
            && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out minor);
    }
}
