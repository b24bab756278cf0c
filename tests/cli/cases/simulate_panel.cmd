leda simulate panel --units 2 --periods 6 --shift 2@2015-04 --share 0.5 --phi 0.3 --phi-sd 0.1 --round 2 --truth --seed 6
