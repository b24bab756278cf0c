leda plan --from 45% --to 60% --sd 7% --baseline 12 --start 2025-01 --format json
