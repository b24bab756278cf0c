# The gain is lost again in the last six months.
{ echo month,value; for i in $(seq 36); do echo "$((2000 + (i - 1) / 12))-$(printf %02d $(((i - 1) % 12 + 1))),$((i * 7 % 5 + (i > 12 && i <= 30 ? 0 : 20)))"; done; } >a.csv
printf '[project]\ntitle = T\nlang = en\n[define]\nproblem = P\n[measure a]\nfile = a.csv\nbetter = lower\n[change c]\nmeasure = a\nperiod = 2001\ntext = C\n[control]\nsustain = 6\n' >a.ini
leda dmaic a.ini --fail-on deterioration
