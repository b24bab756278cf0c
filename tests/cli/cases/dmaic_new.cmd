# From nothing to a first answer: the template, what it lacks, and the first figures.
leda dmaic --new meals
leda dmaic meals.ini
echo $?
printf 'period,value\n2024-01,13\n2024-02,12.5\n2024-03,13.2\n2024-04,12.8\n' >meals.csv
leda dmaic meals.ini --check
echo $?
leda dmaic meals.ini
cat meals.ini
