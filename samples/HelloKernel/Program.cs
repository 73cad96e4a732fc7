// Squares numbers on the preferred device. Run it with: dotnet run --project samples/HelloKernel
using ILGPU;
using ILGPU.Runtime;

using Context context = Context.CreateDefault();
using Accelerator accelerator = context.GetPreferredDevice(preferCPU: false).CreateAccelerator(context);
using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D(Enumerable.Range(0, 1000).ToArray());

Action<Index1D, ArrayView<int>> square = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(Square);
square((int)buffer.Length, buffer.View);
accelerator.Synchronize();

bool isRight = buffer.GetAsArray1D().SequenceEqual(Enumerable.Range(0, 1000).Select(i => i * i));
Console.WriteLine($"{accelerator.Name}: {(isRight ? "PASS" : "FAIL")}");
return isRight ? 0 : 1;

static void Square(Index1D i, ArrayView<int> numbers) => numbers[i] *= numbers[i];
