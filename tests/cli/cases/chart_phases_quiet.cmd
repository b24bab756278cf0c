# Two levels, each quiet about its own centre line: no mean is said to be that of all.
leda chart $DATASETS/nightfast/night_fast.csv --where enhet=Björken --phase 2024-07 --false-alarm-draws 0 | grep -A 1 "No signal"
