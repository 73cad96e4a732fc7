using Xunit;

// Devices are shared by all tests, and may be used by one thread at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
