leda simulate survey --municipalities 4 --respondents 3 --waves 3 --effect 0.5 --kept 0.4 --missing 0.05 --truth
