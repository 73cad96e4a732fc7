global using AtomicFile = IlgpuOptim.Compute.Files.AtomicFile;
