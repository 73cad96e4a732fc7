using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Decompositions, solvers and norms, of one matrix or of batches of them.</summary>
    public static class linalg
    {
        /// <summary>What <see cref="qr"/> gives.</summary>
        public enum QRMode
        {
            /// <summary>As many columns of Q as there are of rows or columns, whichever is less.</summary>
            Reduced = 0,

            /// <summary>A square Q.</summary>
            Complete = 1,

            /// <summary>R alone.</summary>
            R = 2,
        }

        /// <summary>The lower factor L of L times L transposed.</summary>
        public static Tensor cholesky(Tensor input) =>
            Operators.linalg_cholesky.Call(input);

        /// <summary>Determinant.</summary>
        public static Tensor det(Tensor input) =>
            Operators.linalg_det.Call(input);

        /// <summary>Sign and logarithm of the determinant.</summary>
        public static (Tensor sign, Tensor logabsdet) slogdet(Tensor input) =>
            Operators.linalg_slogdet.Call2(input);

        /// <summary>Eigenvalues, ascending, and eigenvectors of a symmetric matrix.</summary>
        public static (Tensor eigenvalues, Tensor eigenvectors) eigh(Tensor input, char UPLO = 'L') =>
            Operators.linalg_eigh.Call2(input, UPLO.ToString());

        /// <summary>Eigenvalues, ascending, of a symmetric matrix.</summary>
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') =>
            Operators.linalg_eigvalsh.Call(input, UPLO.ToString());

        /// <summary>Inverse.</summary>
        public static Tensor inv(Tensor input) =>
            Operators.linalg_inv.Call(input);

        /// <summary>Pseudo-inverse.</summary>
        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Operators.linalg_pinv_atol_rtol_float.Call(input, atol, rtol, hermitian);

        /// <summary>Orthogonal Q and upper triangular R.</summary>
        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced) =>
            Operators.linalg_qr.Call2(input, mode == QRMode.R ? "r" : mode.ToString().ToLowerInvariant());

        /// <summary>Singular vectors and values, descending.</summary>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) =>
            Operators.linalg_svd.Call3(input, fullMatrices);

        /// <summary>Singular values, descending.</summary>
        public static Tensor svdvals(Tensor input) =>
            Operators.linalg_svdvals.Call(input);

        /// <summary>X of A X = B (left) or X A = B.</summary>
        public static Tensor solve(Tensor A, Tensor B, bool left = true) =>
            left ? Operators.linalg_solve.Call(A, B) : Operators.linalg_solve.Call(A.mT, B.mT).mT;

        /// <summary>X of A X = B (left) or X A = B, A triangular.</summary>
        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false) =>
            Operators.linalg_solve_triangular.Call(A, B, upper, left, unitriangular);

        /// <summary>The product of several matrices, in the cheapest order.</summary>
        public static Tensor multi_dot(IList<Tensor> tensors) =>
            Operators.linalg_multi_dot.Call(Arg.Many(tensors));

        /// <summary>Norm of vectors.</summary>
        public static Tensor vector_norm(Tensor input, double ord = 2, long[] dims = null, bool keepdim = false) =>
            Operators.linalg_vector_norm.Call(input, ord, dims, keepdim);

        /// <summary>Norm of matrices (&quot;fro&quot; or &quot;nuc&quot;).</summary>
        public static Tensor matrix_norm(Tensor input, string ord = "fro", long[] dims = null, bool keepdim = false) =>
            Operators.linalg_matrix_norm_str_ord.Call(input, ord, dims ?? [-2, -1], keepdim);

        /// <summary>Norm of matrices (2, 1, infinity and their negatives).</summary>
        public static Tensor matrix_norm(Tensor input, double ord, long[] dims = null, bool keepdim = false) =>
            Operators.linalg_matrix_norm.Call(input, (Scalar)ord, dims ?? [-2, -1], keepdim);

        /// <summary>Norm.</summary>
        public static Tensor norm(Tensor input, long[] dims = null, bool keepdim = false) =>
            Operators.linalg_norm.Call(input, Argument.Default, dims, keepdim);

        /// <summary>Norm.</summary>
        public static Tensor norm(Tensor input, double ord, long[] dims = null, bool keepdim = false) =>
            Operators.linalg_norm.Call(input, (Scalar)ord, dims, keepdim);

        /// <summary>Norm.</summary>
        public static Tensor norm(Tensor input, string ord, long[] dims = null, bool keepdim = false) =>
            Operators.linalg_norm_ord_str.Call(input, ord, dims, keepdim);
    }
}
