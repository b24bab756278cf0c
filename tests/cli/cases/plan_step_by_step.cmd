leda plan --from 20 --to 15 --sd 3 --baseline 8 --start 2024-Q3 --by 2025-Q2
