#!/usr/bin/env python3
"""Polynomials of src/Ilgpu/Backends/Math/DeviceMath.Double*.cs that the lanes of the CPU do not have."""
from minimax import *
from mpmath import asin, atan, ln, sin, sinh

TINY = mpf('1e-20')
DOUBLE = dict(round_to=to_double, digits=17)
SQUARE = lambda x: x * x


def tail(f, power, limit):
    g = lambda x: limit if abs(x) < TINY else (f(x) - x) / x ** power
    return g, lambda x: mpf(0) if abs(x) < TINY else abs(x ** power / f(x))


g, w = tail(sin, 3, mpf(-1) / 6)
fit('sin on [0, pi/4]: (sin - r) / r^3, in r^2', g, w, range(6), TINY * 2, pi / 4 * mpf('1.001'), var=SQUARE, **DOUBLE)
g, w = tail(sinh, 3, mpf(1) / 6)
fit('sinh on [0, 1]: (sinh - x) / x^3, in x^2', g, w, range(8), TINY * 2, '1.001', var=SQUARE, **DOUBLE)
# Many terms: rounded all at once, since the highest ones cannot make good what the lowest ones lose.
for name, f, limit, terms, bound in (('asin on [0, 1/2]', asin, mpf(1) / 6, 13, '0.5001'), ('atan on [0, tan(pi/8)]', atan, mpf(-1) / 3, 12, '0.41422')):
    g, w = tail(f, 3, limit)
    c, worst = solve(g, w, [lambda x, k=k: x ** (2 * k) for k in range(terms)], TINY * 2, mpf(bound))
    done = [to_double(v) for v in c]
    grid = [mpf(bound) * i / 2000 for i in range(1, 2001)]
    err = max(abs(w(x) * (sum(v * x ** (2 * k) for k, v in enumerate(done)) - g(x))) for x in grid)
    print(f'// {name}: max error 2^{float(mp.log(err, 2)):.2f} (before rounding 2^{float(mp.log(worst, 2)):.2f})')
    for k, v in enumerate(done):
        print(f'//   c{k} = {float(v):.17g}')
for name, value in (('pi/2', pi / 2), ('2/ln 2', 2 / ln(2)), ('ln 2', ln(2)), ('1/ln 2', 1 / ln(2)), ('1/ln 10', 1 / ln(10)),
                    ('ln 10', ln(10)), ('log10 2', ln(2) / ln(10)), ('1/3', mpf(1) / 3), ('2 pi', 2 * pi)):
    h = to_double(value)
    m = to_double(value - h)
    l = to_double(value - h - m)
    print(f'// {name} = {float(h)!r} + {float(m)!r} + {float(l)!r}')
mp.dps = 500
bits = int(mp.floor(1 / (2 * pi) * mpf(2) ** 1280))
words = [(bits >> (1280 - 64 * (i + 1))) & (2 ** 64 - 1) for i in range(20)]
print('// 1 / (2 pi):', ', '.join(f'0x{w:016X}' for w in words))
