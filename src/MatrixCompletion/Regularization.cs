namespace IlgpuOptim.MatrixCompletion;

/// <summary>
/// The penalty sum_i w_i (lambda |u_i|^2 + lambda_b b_i^2) on each side that is added to the sum of squared residuals.
/// </summary>
/// <param name="Lambda">Weight of the components, not negative.</param>
/// <param name="BiasLambda">Weight of the biases, not negative.</param>
/// <param name="ByCount">
/// w_i is the number of entries of the row or column, as in weighted-lambda ALS and in Spark; else 1, as in softImpute. Good values of
/// lambda differ by the mean number of entries between the two.
/// </param>
public readonly record struct Regularization(double Lambda, double BiasLambda, bool ByCount);
