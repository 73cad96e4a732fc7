#!/usr/bin/env python3
"""All polynomials of src/Ilgpu/Backends/Cpu/Lanes: prints the coefficients with their approximation errors."""
from minimax import *
from mpmath import (asin, atan, cos, erf, erfc, exp, expm1, ln, log1p, sin, sinh, sqrt, tan, tanh)

TINY = mpf('1e-20')
LN2 = ln(mpf(2))
HALF_LN2 = LN2 / 2 * mpf('1.002')


def relative(f):
    return lambda x: 1 / abs(f(x)) if f(x) != 0 else mpf(0)


def tail(f, terms, power, limit):
    """(f(x) - sum terms) / x^power with its limit at 0, and the weight that makes the error relative to f."""
    def g(x):
        return limit if abs(x) < TINY else (f(x) - sum(c * x ** k for k, c in terms.items())) / x ** power
    return g, lambda x: mpf(0) if abs(x) < TINY else abs(x ** power / f(x))


ONE = {0: mpf(1)}
SQUARE = lambda x: x * x

print('// ---- exponentials')
fit('exp', exp, relative(exp), range(7), -HALF_LN2, HALF_LN2, fixed={0: mpf(1), 1: mpf(1)})
f = lambda x: mpf(2) ** x
fit('exp2', f, relative(f), range(7), '-0.501', '0.501', fixed=ONE)
f = lambda x: mpf(10) ** x
fit('exp10', f, relative(f), range(7), -HALF_LN2 / ln(10), HALF_LN2 / ln(10), fixed=ONE)
g, w = tail(expm1, {1: mpf(1)}, 2, mpf('0.5'))
# The upper part is for n = 128 only, for which the exponent stays at 127.
fit('expm1: (expm1 - r) / r^2', g, lambda x: w(x) / (1 if x < HALF_LN2 else 8), range(6), -HALF_LN2, 2 * HALF_LN2)
g, w = tail(sinh, {1: mpf(1)}, 3, mpf(1) / 6)
fit('sinh on [0, 1]: (sinh - x) / x^3, in x^2', g, w, range(4), TINY * 2, '1.001', var=SQUARE)
g, w = tail(tanh, {1: mpf(1)}, 3, mpf(-1) / 3)
fit('tanh on [0, 0.56]: (tanh - x) / x^3, in x^2', g, w, range(5), TINY * 2, '0.56', var=SQUARE)
f = lambda x: exp(2 * x)
fit('tanh: e^(2 r)', f, relative(f), range(7), -HALF_LN2 / 2, HALF_LN2 / 2, fixed={0: mpf(1), 1: mpf(2)})

print('// ---- logarithms, 1 + f in [0.75, 1.5)')
g, w = tail(log1p, {1: mpf(1), 2: mpf('-0.5')}, 3, mpf(1) / 3)
fit('log: (log1p - f + f^2 / 2) / f^3', g, w, range(8), '-0.25', '0.5')
for name, base in (('log2', LN2), ('log10', ln(mpf(10)))):
    f = lambda x: log1p(x) / base
    g, w = tail(f, {1: 1 / base}, 2, -1 / (2 * base))
    fit(f'{name}: ({name}(1 + f) - f / ln b) / f^2', g, w, range(9), '-0.25', '0.5')
f = lambda x: 2 * mp.atanh(x) / LN2
g, w = tail(f, {1: 2 / LN2}, 3, 2 / (3 * LN2))
fit('pow: (log2 of (1 + s) / (1 - s) - 2 s / ln 2) / s^3, in s^2', g, w, range(4), TINY * 2, '0.2', var=SQUARE)

print('// ---- trigonometry')
g, w = tail(sin, {1: mpf(1)}, 3, mpf(-1) / 6)
QUARTER = pi / 4 * mpf('1.01')
fit('sin on [0, pi/4]: (sin - r) / r^3, in r^2', g, w, range(3), TINY * 2, QUARTER, var=SQUARE)
g, w = tail(cos, {0: mpf(1)}, 2, mpf(-1) / 2)
fit('cos on [0, pi/4]: (cos - 1) / r^2, in r^2', g, w, range(4), TINY * 2, QUARTER, var=SQUARE)
g, w = tail(tan, {1: mpf(1)}, 3, mpf(1) / 3)
fit('tan on [0, pi/4]: (tan - r) / r^3, in r^2', g, w, range(7), TINY * 2, pi / 4 * mpf('1.01'), var=SQUARE)
g, w = tail(asin, {1: mpf(1)}, 3, mpf(1) / 6)
fit('asin on [0, 9/16]: (asin - x) / x^3, in x^2', g, w, range(6), TINY * 2, '0.5625', var=SQUARE)
fit('acos: the same on [0, 1/2]', g, w, range(5), TINY * 2, '0.5', var=SQUARE)
g, w = tail(atan, {1: mpf(1)}, 3, mpf(-1) / 3)
fit('atan on [0, 1]: (atan - x) / x^3, in x^2', g, w, range(9), TINY * 2, '1', var=SQUARE)

print('// ---- error function')
g, w = tail(erf, {1: mpf(1)}, 1, 2 / sqrt(pi) - 1)
fit('erf on [0, 0.95]: (erf - x) / x, in x^2', g, w, range(6), TINY * 2, '0.95', var=SQUARE)
g = lambda x: -ln(erfc(x))
w = lambda x: erfc(x) / erf(x)
fit('erf on [0.95, 4]: -ln(erfc)', g, w, range(7), '0.95', '4')

fit('erf: e^r', exp, relative(exp), range(6), -HALF_LN2, HALF_LN2, fixed={0: mpf(1), 1: mpf(1)})

print('// ---- doubles')
DOUBLE = dict(round_to=to_double, digits=17)
fit('exp', exp, relative(exp), range(12), -HALF_LN2, HALF_LN2, fixed={0: mpf(1), 1: mpf(1)}, **DOUBLE)
R = lambda s: (2 * mp.atanh(s) - 2 * s) / s
g = lambda s: mpf(2) / 3 if s < TINY else R(s) / s ** 2
fit('log: (2 atanh s - 2 s) / s^3, in s^2', g, lambda s: s ** 2 / 2, range(7), TINY * 2, '0.2001', var=SQUARE, **DOUBLE)
g, w = tail(tanh, {1: mpf(1)}, 3, mpf(-1) / 3)
fit('tanh on [0, 0.56]: (tanh - x) / x^3, in x^2', g, w, range(11), TINY * 2, '0.56', var=SQUARE, **DOUBLE)

print('// ---- constants')
def parts(name, value, bits):
    print(f'// {name} = ' + ' + '.join(f'{float(p):.9g}f' for p in split(value, bits)))
parts('ln 2', LN2, [24, 24])
parts('log10 2', LN2 / ln(mpf(10)), [24, 24])
parts('1 / ln 2', 1 / LN2, [24, 24])
parts('1 / ln 10', 1 / ln(mpf(10)), [24, 24])
parts('log2 10', ln(mpf(10)) / LN2, [24, 24])
parts('pi / 2, rounded', pi / 2, [24, 24])
print('// pi / 2, cut off = ' + ' + '.join(f'{float(p):.9g}f' for p in split(pi / 2, [24, 24, 24], mp.floor)))
print('// log10 2, cut off = ' + ' + '.join(f'{float(p):.9g}f' for p in split(LN2 / ln(mpf(10)), [24, 24], mp.floor)))
parts('2 / pi', 2 / pi, [24, 24])
