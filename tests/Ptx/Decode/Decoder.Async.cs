using IlgpuOptim.Ptx.Execute;
using IlgpuOptim.Ptx.Syntax;

namespace IlgpuOptim.Ptx.Decode;

// Copies in the background: cp.async.
internal sealed unsafe partial class Decoder
{
    private void AsyncCopy()
    {
        this.Expect(".async");
        this.Require(80, 70, "cp.async");

        if (this.Accept(".commit_group"))
        {
            this.Operands(0);
            this._op.Run = &AsyncOperations.Commit;

            return;
        }

        if (this.Accept(".wait_all"))
        {
            this.Operands(0);
            this._op.Run = &AsyncOperations.WaitAll;

            return;
        }

        if (this.Accept(".wait_group"))
        {
            this.Operands(1);
            this._op.Mode = (int)this.ExpectImmediate(0, 255);
            this._op.Run = &AsyncOperations.Wait;

            return;
        }

        bool global = this.ExpectOne([".ca", ".cg"]) == 1;

        if (this.AcceptSpace() != Space.Shared || this.AcceptSpace() != Space.Global)
        {
            throw this.Error("cp.async copies to .shared from .global");
        }

        this.AcceptEviction();
        this.Operands(3);
        int bytes = (int)this.ExpectImmediate(2, 16);

        if (bytes != 16 && (global || bytes is not (4 or 8)))
        {
            throw this.Error("cp.async copies 16 bytes; with .ca also 4 or 8");
        }

        // The place to read is an instruction of its own, as far as addresses are concerned.
        Instruction source = new() { Line = this._op.Line, Text = this._op.Text };
        (Instruction copy, this._op) = (this._op, source);
        this.Address(1, Space.Global, bytes);
        this._op = copy;
        this.Address(0, Space.Shared, bytes);
        this._op.Second = source;
        this._op.Run = &AsyncOperations.Start;
    }
}
