leda plan --every month --from 45% --to 60% --denominator 40 --baseline 12 --start 2025-01
