using System.Numerics;

namespace IlgpuOptim.Engine.Frontend;

internal static partial class BclReplacements
{
    /// <summary>
    /// System.Numerics.Vector2, whose own IL goes through Vector128. Sums are formed in the order of its four lanes.
    /// </summary>
    public static class ForVector2
    {
        public static Vector2 Create(float value) => Make(value, value);

        public static Vector2 Create(float x, float y) => Make(x, y);

        public static Vector2 get_Zero() => default;

        public static Vector2 get_One() => Make(1, 1);

        public static Vector2 get_UnitX() => Make(1, 0);

        public static Vector2 get_UnitY() => Make(0, 1);

        public static Vector2 op_Addition(Vector2 a, Vector2 b) => Make(a.X + b.X, a.Y + b.Y);

        public static Vector2 op_Subtraction(Vector2 a, Vector2 b) => Make(a.X - b.X, a.Y - b.Y);

        public static Vector2 op_Multiply(Vector2 a, Vector2 b) => Make(a.X * b.X, a.Y * b.Y);

        public static Vector2 op_Multiply(Vector2 a, float b) => Make(a.X * b, a.Y * b);

        public static Vector2 op_Multiply(float a, Vector2 b) => Make(a * b.X, a * b.Y);

        public static Vector2 op_Division(Vector2 a, Vector2 b) => Make(a.X / b.X, a.Y / b.Y);

        public static Vector2 op_Division(Vector2 a, float b) => Make(a.X / b, a.Y / b);

        public static Vector2 op_UnaryNegation(Vector2 a) => Make(-a.X, -a.Y);

        public static bool op_Equality(Vector2 a, Vector2 b) => a.X == b.X && a.Y == b.Y;

        public static bool op_Inequality(Vector2 a, Vector2 b) => !(a.X == b.X && a.Y == b.Y);

        public static Vector2 Add(Vector2 a, Vector2 b) => Make(a.X + b.X, a.Y + b.Y);

        public static Vector2 Subtract(Vector2 a, Vector2 b) => Make(a.X - b.X, a.Y - b.Y);

        public static Vector2 Multiply(Vector2 a, Vector2 b) => Make(a.X * b.X, a.Y * b.Y);

        public static Vector2 Multiply(Vector2 a, float b) => Make(a.X * b, a.Y * b);

        public static Vector2 Multiply(float a, Vector2 b) => Make(a * b.X, a * b.Y);

        public static Vector2 Divide(Vector2 a, Vector2 b) => Make(a.X / b.X, a.Y / b.Y);

        public static Vector2 Divide(Vector2 a, float b) => Make(a.X / b, a.Y / b);

        public static Vector2 Negate(Vector2 a) => Make(-a.X, -a.Y);

        public static Vector2 Abs(Vector2 a) => Make(MathF.Abs(a.X), MathF.Abs(a.Y));

        public static Vector2 Min(Vector2 a, Vector2 b) => Make(MathF.Min(a.X, b.X), MathF.Min(a.Y, b.Y));

        public static Vector2 Max(Vector2 a, Vector2 b) => Make(MathF.Max(a.X, b.X), MathF.Max(a.Y, b.Y));

        public static Vector2 Clamp(Vector2 a, Vector2 min, Vector2 max) => Min(Max(a, min), max);

        public static Vector2 SquareRoot(Vector2 a) => Make(MathF.Sqrt(a.X), MathF.Sqrt(a.Y));

        public static Vector2 Lerp(Vector2 a, Vector2 b, float t) => Make(float.Lerp(a.X, b.X, t), float.Lerp(a.Y, b.Y, t));

        public static float Dot(Vector2 a, Vector2 b) => (a.X * b.X) + (a.Y * b.Y) + 0f;

        public static float Distance(Vector2 a, Vector2 b) => MathF.Sqrt(DistanceSquared(a, b));

        public static float DistanceSquared(Vector2 a, Vector2 b) => Dot(a - b, a - b);

        public static Vector2 Normalize(Vector2 a) => a / MathF.Sqrt(Dot(a, a));

        public static float Length(ref Vector2 a) => MathF.Sqrt(Dot(a, a));

        public static float LengthSquared(ref Vector2 a) => Dot(a, a);

        public static float get_Item(ref Vector2 a, int index) => index == 0 ? a.X : a.Y;

        public static bool Equals(ref Vector2 a, Vector2 b) => a.X.Equals(b.X) && a.Y.Equals(b.Y);

        private static Vector2 Make(float x, float y)
        {
            Vector2 result = default;
            result.X = x;
            result.Y = y;

            return result;
        }
    }

    /// <summary>System.Numerics.Vector3.</summary>
    public static class ForVector3
    {
        public static Vector3 Create(float value) => Make(value, value, value);

        public static Vector3 Create(Vector2 xy, float z) => Make(xy.X, xy.Y, z);

        public static Vector3 Create(float x, float y, float z) => Make(x, y, z);

        public static Vector3 get_Zero() => default;

        public static Vector3 get_One() => Make(1, 1, 1);

        public static Vector3 get_UnitX() => Make(1, 0, 0);

        public static Vector3 get_UnitY() => Make(0, 1, 0);

        public static Vector3 get_UnitZ() => Make(0, 0, 1);

        public static Vector3 op_Addition(Vector3 a, Vector3 b) => Make(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

        public static Vector3 op_Subtraction(Vector3 a, Vector3 b) => Make(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

        public static Vector3 op_Multiply(Vector3 a, Vector3 b) => Make(a.X * b.X, a.Y * b.Y, a.Z * b.Z);

        public static Vector3 op_Multiply(Vector3 a, float b) => Make(a.X * b, a.Y * b, a.Z * b);

        public static Vector3 op_Multiply(float a, Vector3 b) => Make(a * b.X, a * b.Y, a * b.Z);

        public static Vector3 op_Division(Vector3 a, Vector3 b) => Make(a.X / b.X, a.Y / b.Y, a.Z / b.Z);

        public static Vector3 op_Division(Vector3 a, float b) => Make(a.X / b, a.Y / b, a.Z / b);

        public static Vector3 op_UnaryNegation(Vector3 a) => Make(-a.X, -a.Y, -a.Z);

        public static bool op_Equality(Vector3 a, Vector3 b) => a.X == b.X && a.Y == b.Y && a.Z == b.Z;

        public static bool op_Inequality(Vector3 a, Vector3 b) => !(a.X == b.X && a.Y == b.Y && a.Z == b.Z);

        public static Vector3 Add(Vector3 a, Vector3 b) => a + b;

        public static Vector3 Subtract(Vector3 a, Vector3 b) => a - b;

        public static Vector3 Multiply(Vector3 a, Vector3 b) => a * b;

        public static Vector3 Multiply(Vector3 a, float b) => a * b;

        public static Vector3 Multiply(float a, Vector3 b) => a * b;

        public static Vector3 Divide(Vector3 a, Vector3 b) => a / b;

        public static Vector3 Divide(Vector3 a, float b) => a / b;

        public static Vector3 Negate(Vector3 a) => -a;

        public static Vector3 Abs(Vector3 a) => Make(MathF.Abs(a.X), MathF.Abs(a.Y), MathF.Abs(a.Z));

        public static Vector3 Min(Vector3 a, Vector3 b) => Make(MathF.Min(a.X, b.X), MathF.Min(a.Y, b.Y), MathF.Min(a.Z, b.Z));

        public static Vector3 Max(Vector3 a, Vector3 b) => Make(MathF.Max(a.X, b.X), MathF.Max(a.Y, b.Y), MathF.Max(a.Z, b.Z));

        public static Vector3 Clamp(Vector3 a, Vector3 min, Vector3 max) => Min(Max(a, min), max);

        public static Vector3 SquareRoot(Vector3 a) => Make(MathF.Sqrt(a.X), MathF.Sqrt(a.Y), MathF.Sqrt(a.Z));

        public static Vector3 Lerp(Vector3 a, Vector3 b, float t) =>
            Make(float.Lerp(a.X, b.X, t), float.Lerp(a.Y, b.Y, t), float.Lerp(a.Z, b.Z, t));

        public static Vector3 Cross(Vector3 a, Vector3 b) =>
            Make((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

        public static Vector3 Transform(Vector3 a, Matrix4x4 m) => Make(
            Row(a.X, a.Y, a.Z, m.M11, m.M21, m.M31) + m.M41,
            Row(a.X, a.Y, a.Z, m.M12, m.M22, m.M32) + m.M42,
            Row(a.X, a.Y, a.Z, m.M13, m.M23, m.M33) + m.M43);

        public static Vector3 TransformNormal(Vector3 a, Matrix4x4 m) => Make(
            Row(a.X, a.Y, a.Z, m.M11, m.M21, m.M31),
            Row(a.X, a.Y, a.Z, m.M12, m.M22, m.M32),
            Row(a.X, a.Y, a.Z, m.M13, m.M23, m.M33));

        private static float Row(float x, float y, float z, float a, float b, float c) => (x * a) + (y * b) + (z * c);

        public static Vector3 Reflect(Vector3 a, Vector3 normal) => a - (normal * (Dot(a, normal) * 2));

        public static float Dot(Vector3 a, Vector3 b) => (a.X * b.X) + (a.Y * b.Y) + ((a.Z * b.Z) + 0f);

        public static float Distance(Vector3 a, Vector3 b) => MathF.Sqrt(DistanceSquared(a, b));

        public static float DistanceSquared(Vector3 a, Vector3 b) => Dot(a - b, a - b);

        public static Vector3 Normalize(Vector3 a) => a / MathF.Sqrt(Dot(a, a));

        public static float Length(ref Vector3 a) => MathF.Sqrt(Dot(a, a));

        public static float LengthSquared(ref Vector3 a) => Dot(a, a);

        public static float get_Item(ref Vector3 a, int index) => index == 0 ? a.X : index == 1 ? a.Y : a.Z;

        public static bool Equals(ref Vector3 a, Vector3 b) => a.X.Equals(b.X) && a.Y.Equals(b.Y) && a.Z.Equals(b.Z);

        private static Vector3 Make(float x, float y, float z)
        {
            Vector3 result = default;
            result.X = x;
            result.Y = y;
            result.Z = z;

            return result;
        }
    }

    /// <summary>System.Numerics.Vector4.</summary>
    public static class ForVector4
    {
        public static Vector4 Create(float value) => Make(value, value, value, value);

        public static Vector4 Create(Vector2 xy, float z, float w) => Make(xy.X, xy.Y, z, w);

        public static Vector4 Create(Vector3 xyz, float w) => Make(xyz.X, xyz.Y, xyz.Z, w);

        public static Vector4 Create(float x, float y, float z, float w) => Make(x, y, z, w);

        public static Vector4 get_Zero() => default;

        public static Vector4 get_One() => Make(1, 1, 1, 1);

        public static Vector4 get_UnitX() => Make(1, 0, 0, 0);

        public static Vector4 get_UnitY() => Make(0, 1, 0, 0);

        public static Vector4 get_UnitZ() => Make(0, 0, 1, 0);

        public static Vector4 get_UnitW() => Make(0, 0, 0, 1);

        public static Vector4 op_Addition(Vector4 a, Vector4 b) => Make(a.X + b.X, a.Y + b.Y, a.Z + b.Z, a.W + b.W);

        public static Vector4 op_Subtraction(Vector4 a, Vector4 b) => Make(a.X - b.X, a.Y - b.Y, a.Z - b.Z, a.W - b.W);

        public static Vector4 op_Multiply(Vector4 a, Vector4 b) => Make(a.X * b.X, a.Y * b.Y, a.Z * b.Z, a.W * b.W);

        public static Vector4 op_Multiply(Vector4 a, float b) => Make(a.X * b, a.Y * b, a.Z * b, a.W * b);

        public static Vector4 op_Multiply(float a, Vector4 b) => Make(a * b.X, a * b.Y, a * b.Z, a * b.W);

        public static Vector4 op_Division(Vector4 a, Vector4 b) => Make(a.X / b.X, a.Y / b.Y, a.Z / b.Z, a.W / b.W);

        public static Vector4 op_Division(Vector4 a, float b) => Make(a.X / b, a.Y / b, a.Z / b, a.W / b);

        public static Vector4 op_UnaryNegation(Vector4 a) => Make(-a.X, -a.Y, -a.Z, -a.W);

        public static bool op_Equality(Vector4 a, Vector4 b) => a.X == b.X && a.Y == b.Y && a.Z == b.Z && a.W == b.W;

        public static bool op_Inequality(Vector4 a, Vector4 b) => !(a.X == b.X && a.Y == b.Y && a.Z == b.Z && a.W == b.W);

        public static Vector4 Add(Vector4 a, Vector4 b) => a + b;

        public static Vector4 Subtract(Vector4 a, Vector4 b) => a - b;

        public static Vector4 Multiply(Vector4 a, Vector4 b) => a * b;

        public static Vector4 Multiply(Vector4 a, float b) => a * b;

        public static Vector4 Multiply(float a, Vector4 b) => a * b;

        public static Vector4 Divide(Vector4 a, Vector4 b) => a / b;

        public static Vector4 Divide(Vector4 a, float b) => a / b;

        public static Vector4 Negate(Vector4 a) => -a;

        public static Vector4 Abs(Vector4 a) => Make(MathF.Abs(a.X), MathF.Abs(a.Y), MathF.Abs(a.Z), MathF.Abs(a.W));

        public static Vector4 Min(Vector4 a, Vector4 b) =>
            Make(MathF.Min(a.X, b.X), MathF.Min(a.Y, b.Y), MathF.Min(a.Z, b.Z), MathF.Min(a.W, b.W));

        public static Vector4 Max(Vector4 a, Vector4 b) =>
            Make(MathF.Max(a.X, b.X), MathF.Max(a.Y, b.Y), MathF.Max(a.Z, b.Z), MathF.Max(a.W, b.W));

        public static Vector4 Clamp(Vector4 a, Vector4 min, Vector4 max) => Min(Max(a, min), max);

        public static Vector4 SquareRoot(Vector4 a) => Make(MathF.Sqrt(a.X), MathF.Sqrt(a.Y), MathF.Sqrt(a.Z), MathF.Sqrt(a.W));

        public static Vector4 Lerp(Vector4 a, Vector4 b, float t) =>
            Make(float.Lerp(a.X, b.X, t), float.Lerp(a.Y, b.Y, t), float.Lerp(a.Z, b.Z, t), float.Lerp(a.W, b.W, t));

        public static float Dot(Vector4 a, Vector4 b) => ((a.X * b.X) + (a.Y * b.Y)) + ((a.Z * b.Z) + (a.W * b.W));

        public static Vector4 Transform(Vector4 a, Matrix4x4 m) => Make(
            (a.X * m.M11) + (a.Y * m.M21) + (a.Z * m.M31) + (a.W * m.M41),
            (a.X * m.M12) + (a.Y * m.M22) + (a.Z * m.M32) + (a.W * m.M42),
            (a.X * m.M13) + (a.Y * m.M23) + (a.Z * m.M33) + (a.W * m.M43),
            (a.X * m.M14) + (a.Y * m.M24) + (a.Z * m.M34) + (a.W * m.M44));

        public static Vector4 Transform(Vector3 a, Matrix4x4 m) => Transform(Make(a.X, a.Y, a.Z, 1), m);

        public static float Distance(Vector4 a, Vector4 b) => MathF.Sqrt(DistanceSquared(a, b));

        public static float DistanceSquared(Vector4 a, Vector4 b) => Dot(a - b, a - b);

        public static Vector4 Normalize(Vector4 a) => a / MathF.Sqrt(Dot(a, a));

        public static float Length(ref Vector4 a) => MathF.Sqrt(Dot(a, a));

        public static float LengthSquared(ref Vector4 a) => Dot(a, a);

        public static float get_Item(ref Vector4 a, int index) => index == 0 ? a.X : index == 1 ? a.Y : index == 2 ? a.Z : a.W;

        public static bool Equals(ref Vector4 a, Vector4 b) =>
            a.X.Equals(b.X) && a.Y.Equals(b.Y) && a.Z.Equals(b.Z) && a.W.Equals(b.W);

        private static Vector4 Make(float x, float y, float z, float w)
        {
            Vector4 result = default;
            result.X = x;
            result.Y = y;
            result.Z = z;
            result.W = w;

            return result;
        }
    }

    /// <summary>System.Numerics.Quaternion.</summary>
    public static class ForQuaternion
    {
        public static Quaternion Create(Vector3 vector, float scalar) => Make(vector.X, vector.Y, vector.Z, scalar);

        public static Quaternion Create(float x, float y, float z, float w) => Make(x, y, z, w);

        public static Quaternion get_Identity() => Make(0, 0, 0, 1);

        public static Quaternion get_Zero() => default;

        public static Quaternion op_Addition(Quaternion a, Quaternion b) => Make(a.X + b.X, a.Y + b.Y, a.Z + b.Z, a.W + b.W);

        public static Quaternion op_Subtraction(Quaternion a, Quaternion b) => Make(a.X - b.X, a.Y - b.Y, a.Z - b.Z, a.W - b.W);

        public static Quaternion op_UnaryNegation(Quaternion a) => Make(-a.X, -a.Y, -a.Z, -a.W);

        public static Quaternion op_Multiply(Quaternion a, float b) => Make(a.X * b, a.Y * b, a.Z * b, a.W * b);

        public static Quaternion op_Multiply(Quaternion a, Quaternion b) => Make(
            (a.X * b.W) + (b.X * a.W) + ((a.Y * b.Z) - (a.Z * b.Y)),
            (a.Y * b.W) + (b.Y * a.W) + ((a.Z * b.X) - (a.X * b.Z)),
            (a.Z * b.W) + (b.Z * a.W) + ((a.X * b.Y) - (a.Y * b.X)),
            (a.W * b.W) - ((a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z)));

        public static Quaternion Conjugate(Quaternion a) => Make(-a.X, -a.Y, -a.Z, a.W);

        public static float Dot(Quaternion a, Quaternion b) => ((a.X * b.X) + (a.Y * b.Y)) + ((a.Z * b.Z) + (a.W * b.W));

        public static Quaternion Normalize(Quaternion a) => a * (1 / MathF.Sqrt(Dot(a, a)));

        public static Quaternion Inverse(Quaternion a) => Conjugate(a) * (1 / Dot(a, a));

        public static float Length(ref Quaternion a) => MathF.Sqrt(Dot(a, a));

        public static float LengthSquared(ref Quaternion a) => Dot(a, a);

        public static bool get_IsIdentity(ref Quaternion a) => a.X == 0 && a.Y == 0 && a.Z == 0 && a.W == 1;

        public static bool op_Equality(Quaternion a, Quaternion b) => a.X == b.X && a.Y == b.Y && a.Z == b.Z && a.W == b.W;

        public static bool op_Inequality(Quaternion a, Quaternion b) => !(a.X == b.X && a.Y == b.Y && a.Z == b.Z && a.W == b.W);

        public static bool Equals(ref Quaternion a, Quaternion b) =>
            a.X.Equals(b.X) && a.Y.Equals(b.Y) && a.Z.Equals(b.Z) && a.W.Equals(b.W);

        public static Quaternion Lerp(Quaternion a, Quaternion b, float t)
        {
            Quaternion sum = Dot(a, b) >= 0 ? (a * (1 - t)) + (b * t) : (a * (1 - t)) - (b * t);

            return Normalize(sum);
        }

        private static Quaternion Make(float x, float y, float z, float w)
        {
            Quaternion result = default;
            result.X = x;
            result.Y = y;
            result.Z = z;
            result.W = w;

            return result;
        }
    }

    /// <summary>System.Numerics.Matrix4x4: products and what is made of single elements.</summary>
    public static class ForMatrix4x4
    {
        public static Matrix4x4 get_Identity()
        {
            Matrix4x4 r = default;
            r.M11 = 1;
            r.M12 = 0;
            r.M13 = 0;
            r.M14 = 0;
            r.M21 = 0;
            r.M22 = 1;
            r.M23 = 0;
            r.M24 = 0;
            r.M31 = 0;
            r.M32 = 0;
            r.M33 = 1;
            r.M34 = 0;
            r.M41 = 0;
            r.M42 = 0;
            r.M43 = 0;
            r.M44 = 1;

            return r;
        }

        public static Matrix4x4 op_Multiply(Matrix4x4 a, Matrix4x4 b)
        {
            Matrix4x4 r = default;
            r.M11 = (a.M11 * b.M11) + (a.M12 * b.M21) + (a.M13 * b.M31) + (a.M14 * b.M41);
            r.M12 = (a.M11 * b.M12) + (a.M12 * b.M22) + (a.M13 * b.M32) + (a.M14 * b.M42);
            r.M13 = (a.M11 * b.M13) + (a.M12 * b.M23) + (a.M13 * b.M33) + (a.M14 * b.M43);
            r.M14 = (a.M11 * b.M14) + (a.M12 * b.M24) + (a.M13 * b.M34) + (a.M14 * b.M44);
            r.M21 = (a.M21 * b.M11) + (a.M22 * b.M21) + (a.M23 * b.M31) + (a.M24 * b.M41);
            r.M22 = (a.M21 * b.M12) + (a.M22 * b.M22) + (a.M23 * b.M32) + (a.M24 * b.M42);
            r.M23 = (a.M21 * b.M13) + (a.M22 * b.M23) + (a.M23 * b.M33) + (a.M24 * b.M43);
            r.M24 = (a.M21 * b.M14) + (a.M22 * b.M24) + (a.M23 * b.M34) + (a.M24 * b.M44);
            r.M31 = (a.M31 * b.M11) + (a.M32 * b.M21) + (a.M33 * b.M31) + (a.M34 * b.M41);
            r.M32 = (a.M31 * b.M12) + (a.M32 * b.M22) + (a.M33 * b.M32) + (a.M34 * b.M42);
            r.M33 = (a.M31 * b.M13) + (a.M32 * b.M23) + (a.M33 * b.M33) + (a.M34 * b.M43);
            r.M34 = (a.M31 * b.M14) + (a.M32 * b.M24) + (a.M33 * b.M34) + (a.M34 * b.M44);
            r.M41 = (a.M41 * b.M11) + (a.M42 * b.M21) + (a.M43 * b.M31) + (a.M44 * b.M41);
            r.M42 = (a.M41 * b.M12) + (a.M42 * b.M22) + (a.M43 * b.M32) + (a.M44 * b.M42);
            r.M43 = (a.M41 * b.M13) + (a.M42 * b.M23) + (a.M43 * b.M33) + (a.M44 * b.M43);
            r.M44 = (a.M41 * b.M14) + (a.M42 * b.M24) + (a.M43 * b.M34) + (a.M44 * b.M44);

            return r;
        }

        public static Matrix4x4 op_Multiply(Matrix4x4 a, float b)
        {
            Matrix4x4 r = default;
            r.M11 = a.M11 * b;
            r.M12 = a.M12 * b;
            r.M13 = a.M13 * b;
            r.M14 = a.M14 * b;
            r.M21 = a.M21 * b;
            r.M22 = a.M22 * b;
            r.M23 = a.M23 * b;
            r.M24 = a.M24 * b;
            r.M31 = a.M31 * b;
            r.M32 = a.M32 * b;
            r.M33 = a.M33 * b;
            r.M34 = a.M34 * b;
            r.M41 = a.M41 * b;
            r.M42 = a.M42 * b;
            r.M43 = a.M43 * b;
            r.M44 = a.M44 * b;

            return r;
        }

        public static Matrix4x4 op_Addition(Matrix4x4 a, Matrix4x4 b)
        {
            Matrix4x4 r = default;
            r.M11 = a.M11 + b.M11;
            r.M12 = a.M12 + b.M12;
            r.M13 = a.M13 + b.M13;
            r.M14 = a.M14 + b.M14;
            r.M21 = a.M21 + b.M21;
            r.M22 = a.M22 + b.M22;
            r.M23 = a.M23 + b.M23;
            r.M24 = a.M24 + b.M24;
            r.M31 = a.M31 + b.M31;
            r.M32 = a.M32 + b.M32;
            r.M33 = a.M33 + b.M33;
            r.M34 = a.M34 + b.M34;
            r.M41 = a.M41 + b.M41;
            r.M42 = a.M42 + b.M42;
            r.M43 = a.M43 + b.M43;
            r.M44 = a.M44 + b.M44;

            return r;
        }

        public static Matrix4x4 op_Subtraction(Matrix4x4 a, Matrix4x4 b)
        {
            Matrix4x4 r = default;
            r.M11 = a.M11 - b.M11;
            r.M12 = a.M12 - b.M12;
            r.M13 = a.M13 - b.M13;
            r.M14 = a.M14 - b.M14;
            r.M21 = a.M21 - b.M21;
            r.M22 = a.M22 - b.M22;
            r.M23 = a.M23 - b.M23;
            r.M24 = a.M24 - b.M24;
            r.M31 = a.M31 - b.M31;
            r.M32 = a.M32 - b.M32;
            r.M33 = a.M33 - b.M33;
            r.M34 = a.M34 - b.M34;
            r.M41 = a.M41 - b.M41;
            r.M42 = a.M42 - b.M42;
            r.M43 = a.M43 - b.M43;
            r.M44 = a.M44 - b.M44;

            return r;
        }

        public static Matrix4x4 Transpose(Matrix4x4 a)
        {
            Matrix4x4 r = default;
            r.M11 = a.M11;
            r.M12 = a.M21;
            r.M13 = a.M31;
            r.M14 = a.M41;
            r.M21 = a.M12;
            r.M22 = a.M22;
            r.M23 = a.M32;
            r.M24 = a.M42;
            r.M31 = a.M13;
            r.M32 = a.M23;
            r.M33 = a.M33;
            r.M34 = a.M43;
            r.M41 = a.M14;
            r.M42 = a.M24;
            r.M43 = a.M34;
            r.M44 = a.M44;

            return r;
        }
    }
}
