leda simulate survey --published --seed 7 --municipality-sd 0.8 --person 0.2 | sed -n 1,3p
