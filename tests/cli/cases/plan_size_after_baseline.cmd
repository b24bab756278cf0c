leda plan --points 20 --baseline 12 --level 45% --denominator 120
