leda plan --shift 1 --baseline 12 --start 2025-01 --by 2024-06
