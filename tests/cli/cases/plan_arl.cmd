leda plan --arl shewhart --shift 1.2 --points 6
leda plan --arl ewma --lambda 0.1 --arl0 370 | sed -n 1,8p
leda plan --arl ewma --fixed-limits --width 2.7 --subgroup-size 4 | sed -n 1,8p
leda plan --arl cusum --h 4 --head-start 2 --points 20 | sed -n 1,8p
leda plan --arl p --from 5% --to 8% --denominator 200
leda plan --arl c --level 4.2 --points 1 | sed -n 1,8p
