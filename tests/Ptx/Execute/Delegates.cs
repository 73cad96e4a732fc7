global using unsafe Exec = delegate*<IlgpuOptim.Ptx.Execute.Warp, IlgpuOptim.Ptx.Execute.Instruction, uint, void>;
global using unsafe Test = delegate*<IlgpuOptim.Ptx.Execute.Warp, IlgpuOptim.Ptx.Execute.Instruction, uint, uint>;
