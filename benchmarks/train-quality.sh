#!/usr/bin/env bash
# Quality of the optimizers on Tiny Shakespeare: every one at base rates 1, 2, 4 and 6 e-3, with three seeds, 1,000 steps each.
# Some hours on two cores. Stopped or killed, it goes on where it was when it is started again.
#
#   benchmarks/train-quality.sh [NAME [OPTIONS OF train]]
#
# NAME is that of the machine, as in epyc-zen5-2cpu. While it runs, the table so far is in artifacts/train-quality/NAME/results.md;
# in the end, table, page and JSON document are in docs/results.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."

name=${1:-$(uname -n)}
shift || true
folder=artifacts/train-quality/$name
result=docs/results/train-$name

plan=(--resume "$folder")
if [ ! -e "$folder/train.json" ]; then
    plan=(--save "$folder" --steps 1000 --batch 12 --context 64 --layers 4 --width 128 --heads 4 --schedule wsd
        --compare adamw,ldadam:16,ldadam:32,sirf-shampoo,rf-adamw,torch-adamw
        --lr-grid 1e-3,2e-3,4e-3,6e-3 --seeds 1,2,3)
fi

./ilgpu-optim train "${plan[@]}" "$@"

# Everything is in the folder now; these two only read.
./ilgpu-optim train --resume "$folder" --json --report "$result.html" >"$result.json.new"
mv "$result.json.new" "$result.json"
cp "$folder/results.md" "$result.md"
echo "written: $result.md $result.json $result.html" >&2
