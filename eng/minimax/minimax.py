#!/usr/bin/env python3
"""Derives the polynomial coefficients of src/Ilgpu/Backends/Cpu/Lanes (needs mpmath).

Weighted minimax fit by exchange (Remez) over an arbitrary basis. Coefficients are rounded to float one after the
other, lowest degree first, and the rest is fitted again, so that the rounding of one is made good by the next.
"""
import struct
from mpmath import mp, mpf, cos, pi, matrix, lu_solve

mp.dps = 50


def to_float(x):
    """Nearest binary32 (x is far from its limits)."""
    return mpf(struct.unpack('<f', struct.pack('<f', float(x)))[0])


def to_double(x):
    return mpf(float(x))


def solve(g, w, basis, lo, hi, grid=1200, steps=40):
    """Coefficients of `basis` that minimise max |w (sum - g)| on [lo, hi], and that maximum."""
    n = len(basis)
    xs = [(lo + hi) / 2 - (hi - lo) / 2 * cos(pi * i / grid) for i in range(grid + 1)]
    gs, ws = [g(x) for x in xs], [w(x) for x in xs]
    bs = [[b(x) for b in basis] for x in xs]
    ref = [round(grid * i / n) for i in range(n + 1)]
    for _ in range(steps):
        a, r = matrix(n + 1, n + 1), matrix(n + 1, 1)
        for i, k in enumerate(ref):
            for j in range(n):
                a[i, j] = ws[k] * bs[k][j]
            a[i, n] = (-1) ** i
            r[i] = ws[k] * gs[k]
        sol = lu_solve(a, r)
        c = [sol[j] for j in range(n)]
        level = abs(sol[n])
        e = [ws[k] * (sum(c[j] * bs[k][j] for j in range(n)) - gs[k]) for k in range(grid + 1)]
        worst = max(abs(v) for v in e)
        if worst <= level * mpf('1.0005'):
            break
        # Extrema of alternating sign; drop the smaller end until n + 1 are left.
        ext = []
        for k, v in enumerate(e):
            if ext and (v >= 0) == (e[ext[-1]] >= 0):
                if abs(v) > abs(e[ext[-1]]):
                    ext[-1] = k
            else:
                ext.append(k)
        while len(ext) > n + 1:
            if len(ext) == n + 2:
                ext.pop(0 if abs(e[ext[0]]) < abs(e[ext[-1]]) else -1)
            else:
                k = min(range(len(ext) - 1), key=lambda i: max(abs(e[ext[i]]), abs(e[ext[i + 1]])))
                del ext[k:k + 2]
        if len(ext) < n + 1:
            break
        ref = ext
    return c, worst


def fit(name, g, w, degrees, lo, hi, fixed=None, var=lambda x: x, round_to=to_float, digits=9):
    """Fits sum c_k var(x)^k over `degrees`; prints and returns {degree: rounded coefficient}."""
    lo, hi = mpf(lo), mpf(hi)
    done = dict(fixed or {})
    degrees = [d for d in degrees if d not in done]
    while degrees:
        # Divided by the lowest power that is left, else the basis would have a zero inside the interval.
        d = degrees[0]
        target = lambda x: (g(x) - sum(c * var(x) ** k for k, c in done.items())) / (var(x) ** d or mpf(1))
        c, worst = solve(target, lambda x: w(x) * abs(var(x)) ** d, [lambda x, k=k: var(x) ** (k - d) for k in degrees], lo, hi)
        ideal = worst if len(done) == len(fixed or {}) else ideal
        done[degrees[0]] = round_to(c[0])
        degrees = degrees[1:]
    grid = [lo + (hi - lo) * i / 2000 for i in range(2001)]
    err = max(abs(w(x) * (sum(c * var(x) ** k for k, c in done.items()) - g(x))) for x in grid)
    print(f'// {name}: max error 2^{float(mp.log(err, 2)):.2f} (before rounding 2^{float(mp.log(ideal, 2)):.2f})')
    for k in sorted(done):
        print(f"//   c{k} = {float(done[k]):.{digits}g}{'f' if digits == 9 else ''}")
    return done


def split(value, bits, rounding=mp.nint):
    """value as a sum of floats of the given numbers of bits."""
    out = []
    for b in bits:
        e = int(mp.floor(mp.log(abs(value), 2))) + 1
        s = mpf(2) ** (b - e)
        hi = rounding(value * s) / s
        out.append(hi)
        value -= hi
    return out
