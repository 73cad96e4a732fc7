namespace IlgpuOptim.Optimizers.Tests.References;

/// <summary>Stored values of a structured factor as a full matrix, by the storage that the documentation of states describes.</summary>
public static class DenseFactor
{
    public static double[,] Expand(FactorStructure structure, int d, double[] values)
    {
        double[,] k = new double[d, d];
        int next = 0;

        switch (structure)
        {
            case FactorStructure.Dense:
                Fill(0, 0, d, d);
                break;
            case FactorStructure.Diagonal:
                for (int i = 0; i < d; i++)
                {
                    Fill(i, i, 1, 1);
                }

                break;
            case FactorStructure.Block30Diagonal:
                for (int start = 0; start < d; start += 30)
                {
                    int size = Math.Min(30, d - start);
                    Fill(start, start, size, size);
                }

                break;
            case FactorStructure.Hierarchical15:
                int first = Math.Min(15, d);
                int last = Math.Min(15, d - first);
                Fill(0, 0, first, d);

                for (int i = first; i < d - last; i++)
                {
                    Fill(i, i, 1, 1);
                }

                Fill(d - last, first, last, d - first);
                break;
            default:
                for (int i = 0; i < d; i++)
                {
                    for (int j = 0; j <= i; j++)
                    {
                        (int row, int column) = structure == FactorStructure.LowerToeplitz ? (i, j) : (j, i);
                        k[row, column] = values[i - j];
                    }
                }

                next = d;
                break;
        }

        return next == values.Length ? k : throw new InvalidOperationException($"{values.Length} values, {next} used");

        void Fill(int row, int column, int rows, int columns)
        {
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    k[row + i, column + j] = values[next++];
                }
            }
        }
    }
}
