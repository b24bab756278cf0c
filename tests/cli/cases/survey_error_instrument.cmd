printf '[instrument]\nname = N\nscale = 1 till 5\n[area a]\nsv = A\n[statement 1]\narea = a\nsv = ett\nreversed = lite\n' >own.ini
printf 'wave,kommun,q1\n1,A,1\n' | leda assess --instrument own.ini -
code=$?
rm own.ini
exit $code
