# A deterioration is worth an exit code to a script that asks for it.
{ echo month,value; for i in $(seq 24); do echo "$((2000 + (i - 1) / 12))-$(printf %02d $(((i - 1) % 12 + 1))),$((i * 7 % 5 + (i > 12 ? 20 : 0)))"; done; } >a.csv
printf '[project]\ntitle = T\nlang = en\n[measure a]\nfile = a.csv\nbetter = lower\n' >p.ini
leda report p.ini --dir out --quiet >log
echo $?
leda report p.ini --dir out --quiet --fail-on deterioration >log
echo $?
leda report p.ini --dir out --quiet --fail-on worse
