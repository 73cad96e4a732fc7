namespace IlgpuOptim.MatrixCompletion;

/// <summary>
/// The penalty on each side that is added to the sum of squared residuals: sum_i w_i lambda |u_i|^2 + w'_i lambda_b b_i^2. Weights are the
/// numbers of entries of the rows, as in weighted-lambda ALS and in Spark, or 1, as in softImpute; good values of lambda differ by the
/// mean number of entries between the two.
/// </summary>
/// <param name="Lambda">Of the components, not negative.</param>
/// <param name="BiasLambda">Of the biases, not negative.</param>
/// <param name="ByCount">w_i is the number of entries; else 1.</param>
/// <param name="BiasByCount">w'_i is the number of entries; else 1, which damps the biases of rows with few entries.</param>
public readonly record struct Regularization(double Lambda, double BiasLambda, bool ByCount, bool BiasByCount = false);
