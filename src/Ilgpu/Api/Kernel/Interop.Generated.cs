// Written by eng/ApiGenerator; do not edit. To change it: dotnet run --project eng/ApiGenerator.
#nullable enable

using IlgpuOptim.Engine.Frontend;

namespace ILGPU;

/// <content>Formatted output.</content>
public static partial class Interop
{
    /// <summary>Writes formatted values to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write<T1>(string format, T1 arg1)
        where T1 : unmanaged =>
        WriteHost(false, format, arg1);

    /// <summary>Writes formatted values and a line feed to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine<T1>(string format, T1 arg1)
        where T1 : unmanaged =>
        WriteHost(true, format, arg1);

    /// <summary>Writes formatted values to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write<T1, T2>(string format, T1 arg1, T2 arg2)
        where T1 : unmanaged
        where T2 : unmanaged =>
        WriteHost(false, format, arg1, arg2);

    /// <summary>Writes formatted values and a line feed to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine<T1, T2>(string format, T1 arg1, T2 arg2)
        where T1 : unmanaged
        where T2 : unmanaged =>
        WriteHost(true, format, arg1, arg2);

    /// <summary>Writes formatted values to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write<T1, T2, T3>(string format, T1 arg1, T2 arg2, T3 arg3)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged =>
        WriteHost(false, format, arg1, arg2, arg3);

    /// <summary>Writes formatted values and a line feed to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine<T1, T2, T3>(string format, T1 arg1, T2 arg2, T3 arg3)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged =>
        WriteHost(true, format, arg1, arg2, arg3);

    /// <summary>Writes formatted values to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write<T1, T2, T3, T4>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged =>
        WriteHost(false, format, arg1, arg2, arg3, arg4);

    /// <summary>Writes formatted values and a line feed to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine<T1, T2, T3, T4>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged =>
        WriteHost(true, format, arg1, arg2, arg3, arg4);

    /// <summary>Writes formatted values to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write<T1, T2, T3, T4, T5>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged =>
        WriteHost(false, format, arg1, arg2, arg3, arg4, arg5);

    /// <summary>Writes formatted values and a line feed to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine<T1, T2, T3, T4, T5>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged =>
        WriteHost(true, format, arg1, arg2, arg3, arg4, arg5);

    /// <summary>Writes formatted values to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write<T1, T2, T3, T4, T5, T6>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged =>
        WriteHost(false, format, arg1, arg2, arg3, arg4, arg5, arg6);

    /// <summary>Writes formatted values and a line feed to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine<T1, T2, T3, T4, T5, T6>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged =>
        WriteHost(true, format, arg1, arg2, arg3, arg4, arg5, arg6);

    /// <summary>Writes formatted values to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write<T1, T2, T3, T4, T5, T6, T7>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged =>
        WriteHost(false, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7);

    /// <summary>Writes formatted values and a line feed to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine<T1, T2, T3, T4, T5, T6, T7>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged =>
        WriteHost(true, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7);

    /// <summary>Writes formatted values to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <typeparam name="T8">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    /// <param name="arg8">Value of {7}.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write<T1, T2, T3, T4, T5, T6, T7, T8>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged =>
        WriteHost(false, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8);

    /// <summary>Writes formatted values and a line feed to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <typeparam name="T8">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    /// <param name="arg8">Value of {7}.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine<T1, T2, T3, T4, T5, T6, T7, T8>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged =>
        WriteHost(true, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8);

    /// <summary>Writes formatted values to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <typeparam name="T8">Type of a value.</typeparam>
    /// <typeparam name="T9">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    /// <param name="arg8">Value of {7}.</param>
    /// <param name="arg9">Value of {8}.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write<T1, T2, T3, T4, T5, T6, T7, T8, T9>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged
        where T9 : unmanaged =>
        WriteHost(false, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9);

    /// <summary>Writes formatted values and a line feed to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <typeparam name="T8">Type of a value.</typeparam>
    /// <typeparam name="T9">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    /// <param name="arg8">Value of {7}.</param>
    /// <param name="arg9">Value of {8}.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine<T1, T2, T3, T4, T5, T6, T7, T8, T9>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged
        where T9 : unmanaged =>
        WriteHost(true, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9);

    /// <summary>Writes formatted values to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <typeparam name="T8">Type of a value.</typeparam>
    /// <typeparam name="T9">Type of a value.</typeparam>
    /// <typeparam name="T10">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    /// <param name="arg8">Value of {7}.</param>
    /// <param name="arg9">Value of {8}.</param>
    /// <param name="arg10">Value of {9}.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged
        where T9 : unmanaged
        where T10 : unmanaged =>
        WriteHost(false, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10);

    /// <summary>Writes formatted values and a line feed to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <typeparam name="T8">Type of a value.</typeparam>
    /// <typeparam name="T9">Type of a value.</typeparam>
    /// <typeparam name="T10">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    /// <param name="arg8">Value of {7}.</param>
    /// <param name="arg9">Value of {8}.</param>
    /// <param name="arg10">Value of {9}.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged
        where T9 : unmanaged
        where T10 : unmanaged =>
        WriteHost(true, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10);

    /// <summary>Writes formatted values to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <typeparam name="T8">Type of a value.</typeparam>
    /// <typeparam name="T9">Type of a value.</typeparam>
    /// <typeparam name="T10">Type of a value.</typeparam>
    /// <typeparam name="T11">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    /// <param name="arg8">Value of {7}.</param>
    /// <param name="arg9">Value of {8}.</param>
    /// <param name="arg10">Value of {9}.</param>
    /// <param name="arg11">Value of {10}.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged
        where T9 : unmanaged
        where T10 : unmanaged
        where T11 : unmanaged =>
        WriteHost(false, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11);

    /// <summary>Writes formatted values and a line feed to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <typeparam name="T8">Type of a value.</typeparam>
    /// <typeparam name="T9">Type of a value.</typeparam>
    /// <typeparam name="T10">Type of a value.</typeparam>
    /// <typeparam name="T11">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    /// <param name="arg8">Value of {7}.</param>
    /// <param name="arg9">Value of {8}.</param>
    /// <param name="arg10">Value of {9}.</param>
    /// <param name="arg11">Value of {10}.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged
        where T9 : unmanaged
        where T10 : unmanaged
        where T11 : unmanaged =>
        WriteHost(true, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11);

    /// <summary>Writes formatted values to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <typeparam name="T8">Type of a value.</typeparam>
    /// <typeparam name="T9">Type of a value.</typeparam>
    /// <typeparam name="T10">Type of a value.</typeparam>
    /// <typeparam name="T11">Type of a value.</typeparam>
    /// <typeparam name="T12">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    /// <param name="arg8">Value of {7}.</param>
    /// <param name="arg9">Value of {8}.</param>
    /// <param name="arg10">Value of {9}.</param>
    /// <param name="arg11">Value of {10}.</param>
    /// <param name="arg12">Value of {11}.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged
        where T9 : unmanaged
        where T10 : unmanaged
        where T11 : unmanaged
        where T12 : unmanaged =>
        WriteHost(false, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12);

    /// <summary>Writes formatted values and a line feed to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <typeparam name="T8">Type of a value.</typeparam>
    /// <typeparam name="T9">Type of a value.</typeparam>
    /// <typeparam name="T10">Type of a value.</typeparam>
    /// <typeparam name="T11">Type of a value.</typeparam>
    /// <typeparam name="T12">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    /// <param name="arg8">Value of {7}.</param>
    /// <param name="arg9">Value of {8}.</param>
    /// <param name="arg10">Value of {9}.</param>
    /// <param name="arg11">Value of {10}.</param>
    /// <param name="arg12">Value of {11}.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged
        where T9 : unmanaged
        where T10 : unmanaged
        where T11 : unmanaged
        where T12 : unmanaged =>
        WriteHost(true, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12);

    /// <summary>Writes formatted values to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <typeparam name="T8">Type of a value.</typeparam>
    /// <typeparam name="T9">Type of a value.</typeparam>
    /// <typeparam name="T10">Type of a value.</typeparam>
    /// <typeparam name="T11">Type of a value.</typeparam>
    /// <typeparam name="T12">Type of a value.</typeparam>
    /// <typeparam name="T13">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    /// <param name="arg8">Value of {7}.</param>
    /// <param name="arg9">Value of {8}.</param>
    /// <param name="arg10">Value of {9}.</param>
    /// <param name="arg11">Value of {10}.</param>
    /// <param name="arg12">Value of {11}.</param>
    /// <param name="arg13">Value of {12}.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged
        where T9 : unmanaged
        where T10 : unmanaged
        where T11 : unmanaged
        where T12 : unmanaged
        where T13 : unmanaged =>
        WriteHost(false, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13);

    /// <summary>Writes formatted values and a line feed to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <typeparam name="T8">Type of a value.</typeparam>
    /// <typeparam name="T9">Type of a value.</typeparam>
    /// <typeparam name="T10">Type of a value.</typeparam>
    /// <typeparam name="T11">Type of a value.</typeparam>
    /// <typeparam name="T12">Type of a value.</typeparam>
    /// <typeparam name="T13">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    /// <param name="arg8">Value of {7}.</param>
    /// <param name="arg9">Value of {8}.</param>
    /// <param name="arg10">Value of {9}.</param>
    /// <param name="arg11">Value of {10}.</param>
    /// <param name="arg12">Value of {11}.</param>
    /// <param name="arg13">Value of {12}.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged
        where T9 : unmanaged
        where T10 : unmanaged
        where T11 : unmanaged
        where T12 : unmanaged
        where T13 : unmanaged =>
        WriteHost(true, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13);

    /// <summary>Writes formatted values to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <typeparam name="T8">Type of a value.</typeparam>
    /// <typeparam name="T9">Type of a value.</typeparam>
    /// <typeparam name="T10">Type of a value.</typeparam>
    /// <typeparam name="T11">Type of a value.</typeparam>
    /// <typeparam name="T12">Type of a value.</typeparam>
    /// <typeparam name="T13">Type of a value.</typeparam>
    /// <typeparam name="T14">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    /// <param name="arg8">Value of {7}.</param>
    /// <param name="arg9">Value of {8}.</param>
    /// <param name="arg10">Value of {9}.</param>
    /// <param name="arg11">Value of {10}.</param>
    /// <param name="arg12">Value of {11}.</param>
    /// <param name="arg13">Value of {12}.</param>
    /// <param name="arg14">Value of {13}.</param>
    [Intrinsic(Intrinsic.Print)]
    public static void Write<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13, T14 arg14)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged
        where T9 : unmanaged
        where T10 : unmanaged
        where T11 : unmanaged
        where T12 : unmanaged
        where T13 : unmanaged
        where T14 : unmanaged =>
        WriteHost(false, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13, arg14);

    /// <summary>Writes formatted values and a line feed to the standard output.</summary>
    /// <typeparam name="T1">Type of a value.</typeparam>
    /// <typeparam name="T2">Type of a value.</typeparam>
    /// <typeparam name="T3">Type of a value.</typeparam>
    /// <typeparam name="T4">Type of a value.</typeparam>
    /// <typeparam name="T5">Type of a value.</typeparam>
    /// <typeparam name="T6">Type of a value.</typeparam>
    /// <typeparam name="T7">Type of a value.</typeparam>
    /// <typeparam name="T8">Type of a value.</typeparam>
    /// <typeparam name="T9">Type of a value.</typeparam>
    /// <typeparam name="T10">Type of a value.</typeparam>
    /// <typeparam name="T11">Type of a value.</typeparam>
    /// <typeparam name="T12">Type of a value.</typeparam>
    /// <typeparam name="T13">Type of a value.</typeparam>
    /// <typeparam name="T14">Type of a value.</typeparam>
    /// <param name="format">Composite format; a constant.</param>
    /// <param name="arg1">Value of {0}.</param>
    /// <param name="arg2">Value of {1}.</param>
    /// <param name="arg3">Value of {2}.</param>
    /// <param name="arg4">Value of {3}.</param>
    /// <param name="arg5">Value of {4}.</param>
    /// <param name="arg6">Value of {5}.</param>
    /// <param name="arg7">Value of {6}.</param>
    /// <param name="arg8">Value of {7}.</param>
    /// <param name="arg9">Value of {8}.</param>
    /// <param name="arg10">Value of {9}.</param>
    /// <param name="arg11">Value of {10}.</param>
    /// <param name="arg12">Value of {11}.</param>
    /// <param name="arg13">Value of {12}.</param>
    /// <param name="arg14">Value of {13}.</param>
    [Intrinsic(Intrinsic.Print, Imm = 1)]
    public static void WriteLine<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6, T7 arg7, T8 arg8, T9 arg9, T10 arg10, T11 arg11, T12 arg12, T13 arg13, T14 arg14)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged
        where T9 : unmanaged
        where T10 : unmanaged
        where T11 : unmanaged
        where T12 : unmanaged
        where T13 : unmanaged
        where T14 : unmanaged =>
        WriteHost(true, format, arg1, arg2, arg3, arg4, arg5, arg6, arg7, arg8, arg9, arg10, arg11, arg12, arg13, arg14);
}
