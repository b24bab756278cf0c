leda plan --shift 1 --start 2025-01
