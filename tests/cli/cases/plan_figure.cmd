# A station without gnuplot has nothing to show here.
command -v gnuplot >/dev/null || exit 77
leda plan --from 45% --to 60% --denominator 40 --baseline 12 --start 2025-01 --quiet --figure curve.svg --format csv | sed -n 1p
grep -c '<title' curve.svg
